export default function ({ data, setTriggerValue }) {
  if (document.followInApp) document.removeEventListener("click", document.followInApp)
  document.followInApp = (event) => {
    const link = event.target.closest?.("a[data-in-app]")
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    setTriggerValue("followed", link.getAttribute("href"))
  }
  document.addEventListener("click", document.followInApp)

  const mend = () => {
    for (const menu of document.querySelectorAll("ul[data-testid=stSidebarNavItems]"))
      for (const one of [menu, ...menu.querySelectorAll("li")])
        if (!one.role) one.role = one === menu ? "group" : "none"
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
  document.onkeydown = (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "p") {
      event.preventDefault()
      document.printNarrow()
    }
  }

  // The chart library takes longest of all that a first chart waits for. It is fetched and run
  // while the reader reads: importing the module does both, a hint to preload only the first.
  if (data.charts && !document.chartsAwaited) {
    document.chartsAwaited = true
    const root = location.origin + location.pathname.replace(/[^/]*$/, "")
    const idle = window.requestIdleCallback ?? ((later) => setTimeout(later, 200))
    setTimeout(() => idle(() => import(new URL(data.charts, root).href).catch(() => {})), 1500)
  }

  document.mending?.disconnect()
  document.mending = new MutationObserver(mend)
  document.mending.observe(document.body, { childList: true, subtree: true })
  mend()
}
