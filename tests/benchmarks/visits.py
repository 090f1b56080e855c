"""Three visits from the front door to the answer, pages that lead nowhere, names, forced colours.

A click is counted for each choice a reader makes; a visit fails where what it needs next, or the
answer, is not on the screen without scrolling. A page is dead where it draws nothing that can be
worked with, or tells its reader to run a command. A mark is lost where forced colours leave it
neither edge nor text, or make it look as another verdict does. Reads the store of CAA_STORE (or the
project's own), of both collections where both are built.
"""

import os
import re
import subprocess
import sys
from collections import Counter

from kit.store import building
from kit.store.paths import PROJECT, Collection
from tests.browser.conftest import serving, settle
from tests.conftest import CHROMIUM, FLAGS

SCREEN = {"width": 1440, "height": 900}
# What each reader selects on the way, and what they came for.
VISITS = {
    "director": ([".doors a[data-door=director]", ".head a:text('To decide')"], ".agenda li .due"),
    "member": ([".doors a[data-door=member]"], ".st-key-head_action button:has-text('PDF')"),
    "analyst": (
        [".doors a[data-door=analyst]", ".stFormSubmitButton button", ".rows thead button"],
        ".rows th[aria-sort=ascending], .rows th[aria-sort=descending]",
    ),
}
MARKED = ["", "compare", "level", "brief", "partnership", "like_us", "moves", "prospects", "decide"]
LOST = """() => {
  const marks = '.ladder i:not(.step), .spines i, .ruler .at, .ruler .range, .dot, ' +
    '.flag .pole, .beside-bars i, .cell-bar, .narrow i'
  const drawn = (style) =>
    ['Top', 'Right', 'Bottom', 'Left'].some((side) =>
      parseFloat(style[`border${side}Width`]) && style[`border${side}Style`] !== 'none') ||
    (parseFloat(style.outlineWidth) && style.outlineStyle !== 'none') ||
    style.forcedColorAdjust === 'none'
  const lost = {}, looks = {}
  for (const each of document.querySelectorAll(marks)) {
    if (!each.offsetWidth || each.closest('.headings') || each.innerText?.trim()) continue
    const style = getComputedStyle(each), after = getComputedStyle(each, '::after')
    const kind = each.className
    if (!drawn(style) && !(after.content !== 'none' && drawn(after))) lost[kind] = 1
    if (each.matches('.at') && each.closest('.spines'))
      looks[kind] = [style.borderStyle, style.borderTopWidth, style.borderBottomWidth,
        style.borderLeftWidth, style.borderRadius, style.clipPath, style.rotate,
        style.width, style.height].join()
  }
  const seen = new Set()
  for (const [kind, look] of Object.entries(looks)) {
    if (seen.has(look)) lost[`${kind} as another`] = 1
    seen.add(look)
  }
  return Object.keys(lost)
}"""
WORKED_WITH = re.compile(r'class="(part|rows|ladders|facts|figures|remarks|find|place)\b')
COMMAND = re.compile(r"python -m kit")


def _in_sight(page, selector: str):
    for each in page.locator(selector).all():
        box = each.bounding_box() if each.is_visible() else None
        if box and box["y"] >= 0 and box["y"] + min(box["height"], 40) <= SCREEN["height"]:
            return each
    return None


def clicks(browser, address: str, steps: list[str], answer: str) -> str:
    """Return how many clicks a visit takes; at which of them it failed, if it did."""
    context = browser.new_context(viewport=SCREEN)
    page = context.new_page()
    page.goto(address)
    settle(page)
    done = 0
    while not _in_sight(page, answer):
        step = _in_sight(page, steps[done]) if done < len(steps) else None
        if step is None:
            context.close()
            return f"none (lost after {done})"
        step.click()
        page.wait_for_timeout(1500)
        settle(page)
        done += 1
    context.close()
    return f"{done} click{'s' * (done != 1)}"


def _titles_and_marks(browser, address: str, pages: list[str]) -> tuple[list[str], list[str]]:
    context = browser.new_context(viewport=SCREEN, forced_colors="active")
    page, titles, lost = context.new_page(), [], []
    for name in pages:
        page.goto(f"{address}/{name}")
        settle(page)
        titles.append(page.title())
        if name in MARKED:
            lost += [f"{name or 'glance'}: {kind}" for kind in page.evaluate(LOST)]
    context.close()
    return titles, lost


def _dead() -> list[str]:
    """Return the pages of one collection that lead nowhere, in a process of its own."""
    from tests.opened import html_at

    dead = []
    for path in sorted((PROJECT / "pages").glob("*/*.py")):
        shown = html_at(path.relative_to(PROJECT).as_posix())
        if not WORKED_WITH.search(shown) or COMMAND.search(shown):
            dead.append(path.stem)
    return dead


def main() -> None:
    """Play the visits and look at every page; print what was found, and the figure."""
    from playwright.sync_api import sync_playwright

    pages = [path.stem for path in sorted((PROJECT / "pages").glob("*/*.py"))]
    pages = ["" if name == "glance" else name for name in pages]
    store = os.environ.get("CAA_STORE") or PROJECT / "data" / "store"
    with serving(store) as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        said = {who: clicks(browser, address, *visit) for who, visit in VISITS.items()}
        titles, lost = _titles_and_marks(browser, address, pages)
        browser.close()
    dead = {}
    for name in ("demonstration", "published"):
        if building.current_path(Collection.open(name)):
            done = subprocess.run(
                [sys.executable, __file__],
                env=os.environ | {"CAA_DATA": name, "PYTHONPATH": str(PROJECT)},
                cwd=PROJECT,
                capture_output=True,
                text=True,
                check=True,
            )
            dead[name] = done.stdout.split()
    alike = [title for title, times in Counter(titles).items() if times > 1]
    for name, found in dead.items():
        print(f"dead, {name}: {', '.join(found) or 'none'}")
    print(f"titles alike: {', '.join(alike) or 'none'}; lost marks: {', '.join(lost) or 'none'}")
    visits = ", ".join(f"{who} {clicks}" for who, clicks in said.items())
    print(
        f"{visits}; dead pages {sum(map(len, dead.values()))}; "
        f"titles unique {'no' if alike else 'yes'}; forced colours lost marks {len(lost)}"
    )


if __name__ == "__main__":
    print("\n".join(_dead()))
