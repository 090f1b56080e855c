export default function ({ data, setTriggerValue }) {
  const root = location.pathname.replace(/[^/]*$/, "")
  if (document.followInApp) document.removeEventListener("click", document.followInApp)
  document.followInApp = (event) => {
    const link = event.target.closest?.("a[data-in-app]")
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    const { door } = link.dataset
    if (door) document.cookie = `door=${door}; path=${root}; max-age=31536000; SameSite=Lax`
    setTriggerValue("followed", { href: link.getAttribute("href"), door })
  }
  document.addEventListener("click", document.followInApp)

  // On a narrow screen the menu lies over the page: it closes when a page is chosen.
  if (document.closeMenu) document.removeEventListener("click", document.closeMenu)
  document.closeMenu = (event) => {
    if (innerWidth > 768 || !event.target.closest?.("[data-testid=stSidebarNavLink]")) return
    const close = () =>
      document.querySelector("[data-testid=stSidebarCollapseButton] button")?.click()
    setTimeout(close, 300)
  }
  document.addEventListener("click", document.closeMenu)

  // A field to search by: it keeps every choice of the address and adds the words.
  if (document.searchInApp) document.removeEventListener("submit", document.searchInApp)
  document.searchInApp = (event) => {
    const form = event.target.closest?.("form[data-search]")
    if (!form) return
    event.preventDefault()
    const asked = new URLSearchParams(location.search)
    asked.set("q", new FormData(form).get("q"))
    setTriggerValue("followed", { href: `${form.getAttribute("action")}?${asked}` })
  }
  document.addEventListener("submit", document.searchInApp)
  document.onchange = (event) => {
    if (event.target.matches?.("[data-slash]"))
      event.target.checked ? localStorage.removeItem("no_slash") : localStorage.setItem("no_slash", 1)
  }

  const mend = () => {
    instruments()
    explain(data.words ?? {})
    for (const menu of document.querySelectorAll("ul[data-testid=stSidebarNavItems]"))
      for (const one of [menu, ...menu.querySelectorAll("li")])
        if (!one.role) one.role = one === menu ? "group" : "none"
    for (const each of document.querySelectorAll("[data-slash]:not([data-set])")) {
      each.dataset.set = "yes"
      each.checked = !localStorage.getItem("no_slash")
    }
    for (const each of document.querySelectorAll("[data-testid=stTopNavSection]")) {
      if (each.innerText.trim() === data.section) each.setAttribute("aria-current", "true")
      else each.removeAttribute("aria-current")
    }
    document.querySelector("[data-testid=stExpandSidebarButton]")?.setAttribute("aria-label", "Menu")
    const box = document.querySelector("[role=dialog]")
    if (box?.textContent.includes("Page not found") && location.pathname.endsWith("/" + data.page))
      box.querySelector("button")?.click()
  }
  // A drawn chart keeps the width it has on the screen, which may be more than paper has.
  window.onbeforeprint = () => {
    for (const box of document.querySelectorAll(".stElementContainer:has(.stPlotlyChart)")) {
      box.style.zoom = Math.min(1, 720 / box.offsetWidth)
      box.classList.toggle("shrunk", box.style.zoom < 0.75)
    }
  }
  window.onafterprint = () => {
    for (const box of document.querySelectorAll(".stElementContainer")) box.style.zoom = ""
  }
  // So where it can wait, the page first gets as narrow as paper and its charts are drawn anew.
  document.printNarrow = async () => {
    document.body.classList.add("paper")
    const charts = document.getElementsByClassName("main-svg")
    const wide = () => [...charts].some((each) => each.clientWidth > 720)
    for (let tries = 0; tries < 8 || (tries < 60 && wide()); tries++)
      await new Promise((later) => setTimeout(later, 100))
    window.print()
    document.body.classList.remove("paper")
  }
  const toSearch = () => {
    const field = document.querySelector(".st-key-masthead input")
    if (field?.offsetWidth) field.select()
    else document.querySelector(".st-key-masthead form")?.requestSubmit()
  }
  document.onkeydown = (event) => {
    // A part of a date is a spin button, a cell of a table is drawn on a canvas: both are typed in.
    const typed = "input, textarea, select, [contenteditable], [role=spinbutton], .stDataFrame"
    const free = !event.target.closest?.(`${typed}, [role=dialog]`)
    if ((event.ctrlKey || event.metaKey) && event.key === "p") {
      event.preventDefault()
      document.printNarrow()
    } else if ((event.ctrlKey || event.metaKey) && event.key === "k") {
      event.preventDefault()
      toSearch()
    } else if (event.key === "/" && free && !localStorage.getItem("no_slash")) {
      event.preventDefault()
      toSearch()
    }
  }

  // The chart library takes longest of all that a first chart waits for. It is fetched and run
  // while the reader reads: importing the module does both, a hint to preload only the first.
  if (data.charts && !document.chartsAwaited) {
    document.chartsAwaited = true
    const idle = window.requestIdleCallback ?? ((later) => setTimeout(later, 200))
    setTimeout(() => idle(() => import(new URL(data.charts, location.origin + root).href).catch(() => {})), 1500)
  }

  document.mending?.disconnect()
  document.mending = new MutationObserver(mend)
  document.mending.observe(document.body, { childList: true, subtree: true })
  mend()
}
