// What makes a written table and a drawn chart things to work with. Nothing here is needed to read
// them: without it a table is a plain table, and so it is printed and read aloud.

const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase()

// ── Tables: sort by a heading, find rows, show all ──────────────────────────────────────────────

const LONG = 8 // rows from which a table can be searched

function sortBy(table, place, head) {
  const up = head.getAttribute("aria-sort") !== "ascending"
  const value = (row) => {
    const cell = row.cells[place]
    const held = cell.dataset.sort ?? cell.innerText.trim()
    if (cell.classList.contains("gap") || held === "") return null
    return cell.dataset.sort === undefined || isNaN(held) ? plain(held) : Number(held)
  }
  const rows = [...table.tBodies[0].rows].map((row) => [value(row), row])
  const compare = (a, b) =>
    typeof a === "string" || typeof b === "string"
      ? String(a).localeCompare(String(b), "en", { numeric: true })
      : a - b
  // What is missing is neither least nor greatest: it stays below.
  rows.sort(([a], [b]) =>
    a === null || b === null ? (a === null) - (b === null) : up ? compare(a, b) : compare(b, a))
  table.tBodies[0].append(...rows.map(([, row]) => row))
  for (const each of table.tHead.rows[0].cells) each.removeAttribute("aria-sort")
  head.setAttribute("aria-sort", up ? "ascending" : "descending")
}

function workTable(box) {
  const table = box.querySelector("table")
  const rows = [...(table?.tBodies[0]?.rows ?? [])]
  if (rows.length < 3 || !table.tHead) return
  ;[...table.tHead.rows[0].cells].forEach((head, place) => {
    if (!head.textContent.trim()) return
    const button = document.createElement("button")
    button.type = "button"
    button.append(...head.childNodes)
    head.append(button)
    button.onclick = () => sortBy(table, place, head)
  })
  if (rows.length < LONG) return
  const bar = document.createElement("div")
  bar.className = "table-bar"
  const name = box.getAttribute("aria-label") || "this table"
  const field = Object.assign(document.createElement("input"), {
    type: "search", placeholder: "Find a row", autocomplete: "off",
  })
  field.setAttribute("aria-label", `Find a row in ${name}`)
  const count = document.createElement("span")
  count.setAttribute("role", "status")
  const all = Object.assign(document.createElement("button"), { type: "button" })
  bar.append(field, count, all)
  box.before(bar)
  // A table that goes on below its box is cut through a row, and says how many rows are in sight.
  const inSight = (shown) => {
    box.style.maxHeight = ""
    if (box.classList.contains("whole") || box.scrollHeight <= box.clientHeight + 2) return shown.length
    const top = box.getBoundingClientRect().top - box.scrollTop
    const middles = shown.map((row) => {
      const at = row.getBoundingClientRect()
      return (at.top + at.bottom) / 2 - top
    })
    const last = middles.findLastIndex((middle) => middle <= box.clientHeight)
    if (last < 1) return shown.length
    box.style.maxHeight = `${middles[last] + box.offsetHeight - box.clientHeight}px`
    return last
  }
  const say = () => {
    const kept = [...table.tBodies[0].rows].filter((row) => !row.hidden)
    const seen = box.offsetHeight ? inSight(kept) : kept.length
    const found = kept.length < rows.length
    count.textContent =
      seen < kept.length ? `${seen} of ${kept.length} ${found ? "found" : "rows"}`
      : found ? `${kept.length} of ${rows.length} rows` : `${rows.length} rows`
    all.hidden = seen === kept.length && !box.classList.contains("whole")
    all.textContent = box.classList.contains("whole") ? "Show fewer" : `Show all ${kept.length}`
  }
  field.oninput = () => {
    const words = plain(field.value).split(/\s+/).filter(Boolean)
    for (const row of rows)
      row.hidden = !words.every((word) => plain(row.textContent).includes(word))
    say()
  }
  all.onclick = () => {
    box.classList.toggle("whole")
    say()
  }
  // A table behind a line that opens has no height before. The height itself is set by say.
  let was = ""
  new ResizeObserver(() => {
    const now = `${box.offsetWidth} ${box.offsetHeight > 0}`
    if (now === was) return
    was = now
    say()
  }).observe(box)
}

// ── Charts: save as a picture, read point by point with the keys ─────────────────────────────────

const escaped = (text) => text.replace(/[&<>]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[c])

function lines(text, most) {
  const found = [""]
  for (const word of text.split(/\s+/))
    if (found.at(-1).length + word.length < most) found[found.length - 1] += ` ${word}`
    else found.push(word)
  return found.map((line) => line.trim()).filter(Boolean)
}

function pictureOf(chart, said) {
  const drawn = [...chart.querySelectorAll(".main-svg")]
  const { width, height } = drawn[0].getBoundingClientRect()
  const style = getComputedStyle(document.documentElement)
  const [ground, ink, soft] = ["--ground", "--ink", "--soft"].map((v) => style.getPropertyValue(v))
  const title = lines(said.title, width / 8.5), below = lines(said.measure, width / 6.5)
  const foot = lines(said.source, width / 6.5)
  let y = 8
  const write = (all, size, colour, weight) =>
    all.map((line) =>
      `<text x="8" y="${(y += size * 1.3)}" font-size="${size}" fill="${colour}" ` +
      `font-weight="${weight}" font-family="Helvetica, Arial, sans-serif">${escaped(line)}</text>`
    ).join("")
  const head = write(title, 16, ink, 700) + write(below, 12, soft, 400)
  const top = (y += 10)
  const body = drawn.map((svg) => {
    const copy = svg.cloneNode(true)
    copy.setAttribute("y", top)
    copy.setAttribute("style", "background:none")
    return new XMLSerializer().serializeToString(copy)
  }).join("")
  y = top + height + 4
  const tail = write(foot, 12, soft, 400)
  const whole = y + 12
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${whole}" ` +
    `viewBox="0 0 ${width} ${whole}"><title>${escaped(said.title)}</title>` +
    `<rect width="100%" height="100%" fill="${ground}"/>${head}${body}${tail}</svg>`
  return { svg, width, height: whole }
}

function offer(blob, name) {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10000)
}

function chartOf(button) {
  const before = [...document.querySelectorAll(".js-plotly-plot")].filter(
    (each) => each.compareDocumentPosition(button) & Node.DOCUMENT_POSITION_FOLLOWING)
  return before.at(-1)
}

function saveChart(button) {
  const chart = chartOf(button), { save, name } = button.dataset
  if (!chart) return
  const { svg, width, height } = pictureOf(chart, button.parentElement.dataset)
  const drawn = new Blob([svg], { type: "image/svg+xml" })
  if (save === "svg") return offer(drawn, `${name}.svg`)
  const image = new Image()
  image.onload = () => {
    const canvas = Object.assign(document.createElement("canvas"), {
      width: width * 2, height: height * 2,
    })
    const pen = canvas.getContext("2d")
    pen.scale(2, 2)
    pen.drawImage(image, 0, 0)
    URL.revokeObjectURL(image.src)
    canvas.toBlob((blob) => offer(blob, `${name}.png`))
  }
  image.src = URL.createObjectURL(drawn)
}

// The boxes that a pointer opens over points: the arrow keys walk through the same, and they are
// read aloud.
function walkPoints(chart) {
  const { xaxis, yaxis } = chart._fullLayout ?? {}
  const drag = chart.querySelector(".nsewdrag")
  if (!xaxis?._length || !yaxis?._length || !drag) return
  let at = -1
  const aloud = document.createElement("span")
  aloud.className = "unseen"
  aloud.setAttribute("role", "status")
  chart.append(aloud)
  chart.tabIndex = 0
  const open = (address) => {
    if (typeof address !== "string" || !address.startsWith("./")) return
    const link = Object.assign(document.createElement("a"), { href: address, hidden: true })
    link.setAttribute("href", address)
    link.dataset.inApp = ""
    chart.append(link)
    link.click()
    link.remove()
  }
  chart.on?.("plotly_click", (event) => open(event.points[0]?.customdata))
  const points = () =>
    chart.calcdata
      .filter((trace) => trace[0]?.trace?.hoverinfo !== "skip" && trace[0]?.trace?.hoverinfo !== "none")
      .flatMap((trace) => trace.filter((p) => p.x !== undefined && p.y !== undefined)
        .map((p) => [xaxis.c2p(p.x), yaxis.c2p(p.y), p.data ?? trace[0].trace.customdata?.[p.i]]))
      .filter(([x, y]) => isFinite(x) && isFinite(y))
      .sort((a, b) => a[0] - b[0] || b[1] - a[1])
  chart.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    if (event.key === "Enter" && at >= 0) return open(points()[at]?.[2])
    if (!step && event.key !== "Escape") return
    event.preventDefault()
    const all = points(), box = drag.getBoundingClientRect()
    if (event.key === "Escape" || !all.length)
      return drag.dispatchEvent(new MouseEvent("mouseout", { bubbles: true }))
    at = Math.min(Math.max(at + step, 0), all.length - 1)
    const [x, y] = all[at]
    drag.dispatchEvent(new MouseEvent("mousemove", {
      bubbles: true, clientX: box.left + x, clientY: box.top + y }))
    setTimeout(() => {
      aloud.textContent = [...chart.querySelectorAll(".hoverlayer text")]
        .map((each) => each.dataset.unformatted ?? each.textContent).join(". ")
        .replace(/<[^>]*>/g, " ")
    }, 150)
  })
}

// ── Contents of a long page, in a line below its heading ──────────────────────────────────────────

const SCREENS = 2.5, PARTS = 5 // a page that is longer and has more parts has contents

function contents() {
  const place = document.querySelector(".head [data-contents]")
  const main = document.querySelector(".stMain")
  if (!place || !main) return
  const heads = [...document.querySelectorAll(".part > header h2")]
    .filter((head) => head.offsetWidth && head.innerText.trim())
  const long = main.scrollHeight > SCREENS * innerHeight && heads.length >= PARTS
  const names = long ? heads.map((head) => head.innerText) : []
  if (place.dataset.contents === names.join("|")) return
  place.dataset.contents = names.join("|")
  place.replaceChildren(...names.map((name, n) => {
    const button = Object.assign(document.createElement("button"), {
      type: "button", textContent: name.length > 48 ? `${name.slice(0, 46).trimEnd()}…` : name,
      title: name,
    })
    button.onclick = () => {
      heads[n].tabIndex = -1
      heads[n].focus({ preventScroll: true })
      heads[n].scrollIntoView({ block: "start" })
    }
    return button
  }))
}

function instruments() {
  contents()
  for (const box of document.querySelectorAll(".house .rows:not([data-works])")) {
    box.dataset.works = ""
    workTable(box)
  }
  for (const chart of document.querySelectorAll(".js-plotly-plot:not([data-works])")) {
    if (!chart._fullLayout || !chart.querySelector(".nsewdrag")) continue
    chart.dataset.works = ""
    walkPoints(chart)
  }
}

// ── Words that need saying: the first of each on a page opens to what it means here ───────────────

const EXPLAINED = ".head .below, .part > header p, .part > footer, .opened > p, p.soft"

function explain(words) {
  const names = Object.keys(words).filter((name) => name.length > 3)
  if (!names.length) return
  const known = new Map(names.map((name) => [name.toLowerCase(), name]))
  const said = names.sort((a, b) => b.length - a.length)
    .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")
  const pattern = new RegExp(`(?<![\\w-])(${said})s?(?![\\w-])`, "i")
  const done = new Set([...document.querySelectorAll("[data-term]")].map((e) => e.dataset.term))
  for (const box of document.querySelectorAll(`:is(${EXPLAINED}):not([data-read])`)) {
    box.dataset.read = ""
    const walk = document.createTreeWalker(box, NodeFilter.SHOW_TEXT)
    const texts = []
    while (walk.nextNode()) texts.push(walk.currentNode)
    for (const text of texts) {
      if (text.parentElement.closest("a, button, summary, .unseen")) continue
      const found = text.data.match(pattern)
      const name = found && known.get(found[1].toLowerCase())
      if (!name || done.has(name)) continue
      const before = text.data.slice(0, found.index) // a word of a name is not explained
      if (/[A-Z][a-z]+ $/.test(before) && /^[A-Z]/.test(found[0])) continue
      done.add(name)
      const rest = text.splitText(found.index)
      rest.data = rest.data.slice(found[0].length)
      const button = document.createElement("button"), box = document.createElement("span")
      Object.assign(button, { type: "button", className: "term", textContent: found[0] })
      button.dataset.term = name
      box.id = `term_${name.replace(/\W+/g, "_")}`
      box.className = "meaning"
      box.setAttribute("popover", "auto")
      box.textContent = `${name}: ${words[name]}`
      button.setAttribute("popovertarget", box.id)
      rest.before(button, box)
      box.addEventListener("toggle", () => {
        const at = button.getBoundingClientRect()
        box.style.left = `${Math.max(8, Math.min(at.left, innerWidth - box.offsetWidth - 8))}px`
        box.style.top = `${Math.min(at.bottom + 4, innerHeight - box.offsetHeight - 8)}px`
      })
    }
  }
}

document.saveInApp && document.removeEventListener("click", document.saveInApp)
document.saveInApp = (event) => {
  const button = event.target.closest?.("button[data-save]")
  if (button) saveChart(button)
}
document.addEventListener("click", document.saveInApp)
