"""Both pages in a real browser: no error, nothing clipped, nothing axe finds, links and pickers."""

from pathlib import Path

import pytest

from kit import wording
from tests.browser.conftest import SIZES, keep, serving, settle

axe = pytest.importorskip("axe_playwright_python.sync_playwright")
playwright = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.browser

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
PAGES = {
    "glance": "/",
    "indicator": "/indicator?indicator=persistent_absence",
    "register": "/register?area=001",
    "partnership": "/partnership?area=001&partnership=P00025",
    "reach": "/reach?area=001&phases=all",
    "network": "/network?area=001&leaves=P00030",
    "money": "/money?area=001",
    "cliff": "/cliff?area=001",
    "published_money": "/published_money?area=001",
    "outcomes": "/outcomes?area=001",
    "concern": "/concern?area=001",
    "voices": "/voices?area=001",
    "england": "/england?area=001",
    "compare": "/compare?area=001",
    "like_us": "/like_us?area=001",
    "how_we_judge": "/how_we_judge",
    "quality": "/quality",
    "trace": "/trace?area=001&indicator=secondaries_in_a_partnership",
    "questions": "/questions?area=004",
    "changes": "/changes?area=001",
    "sql": "/sql?area=001&table=areas",
    "level": "/level?area=001&theme=voice",
    "moves": "/moves?area=001",
    "what_if": "/what_if?area=001&changes=figure:leaders_clear_framework:75",
    "added_value": "/added_value?area=001",
    "prospects": "/prospects?area=004",
    "papers": "/papers?area=024",
    "brief": "/brief?area=001",
    "present": "/present?area=010&slide=4",
    "registers": "/registers?area=001&register=posts",
    "survey": "/survey?area=001",
    "plan": "/plan?area=013",
}


# Pages that others follow, or that are filled in, are seen every way; others at their extremes.
EVERY_WAY = {"glance", "indicator", "registers", "survey", "plan", "partners"}
SEEN = [
    (name, size, mode)
    for name in PAGES
    for size in SIZES
    for mode in ("light", "dark")
    if name in EVERY_WAY or (size == "desk") == (mode == "light")
]


CLIPPED = """() => [...document.querySelectorAll('.house *')].filter(one => {
  const box = one.getBoundingClientRect()
  return box.width && box.right > innerWidth + 1 && !one.closest('.rows, .unseen')
}).map(one => one.outerHTML.slice(0, 90))"""


# Tables that go on below their box and do not say how many rows are in sight.
CUT = """() => [...document.querySelectorAll('.house .rows')].filter(box => box.checkVisibility()
  && box.scrollHeight > box.clientHeight + 2
  && !/ of /.test(box.previousElementSibling?.querySelector?.('[role=status]')?.textContent ?? ''))
  .map(box => box.getAttribute('aria-label'))"""


@pytest.mark.parametrize(("name", "size", "mode"), SEEN)
def test_a_page_is_whole_and_accessible(screen, name, size, mode):
    page = screen(PAGES[name], size, mode)
    keep(page, f"{name}_{size}_{mode}")
    assert page.locator(".stException").count() == 0
    assert page.locator("h1").count() == 1
    assert wording.STAMPS["demonstration"] in page.locator(".stamp").inner_text()
    assert page.evaluate(CLIPPED) == []
    assert page.evaluate(CUT) == []
    found = axe.Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("area", ["001", "005", "024"])
def test_glance_fits_one_screen(screen, area):
    page = screen(f"/?area={area}")
    assert page.evaluate("document.querySelector('.stMain').scrollHeight") <= 900


def test_links_stay_in_the_app_and_the_address_says_all(screen):
    page = screen(PAGES["glance"])
    page.evaluate("window.still = true")
    page.locator(".ladders summary").first.click()
    link = page.locator(".opened a:visible").first
    title = link.inner_text()
    link.click()
    page.wait_for_selector(".figures")
    settle(page)
    assert page.evaluate("window.still"), "the whole screen was loaded anew"
    assert title in page.locator("h1").inner_text()
    assert "/indicator?" in page.url
    assert all(f"{name}=" in page.url for name in ("area", "as_at", "indicator"))


def test_a_pick_walks_into_the_address_and_back(screen):
    page = screen(PAGES["glance"])
    before, url = page.locator("h1").inner_text(), page.url
    page.locator(".st-key-pick_area input").click()
    page.get_by_role("option").nth(4).click()
    page.wait_for_function("said => document.querySelector('h1').innerText !== said", arg=before)
    assert page.url != url
    page.go_back()
    page.wait_for_function("said => document.querySelector('h1').innerText === said", arg=before)


def test_the_first_deep_link_to_a_fresh_server_opens_the_page(screen, demonstration_store):
    with serving(demonstration_store) as fresh:
        page = screen(PAGES["indicator"], at=fresh)
        page.wait_for_selector(".stPlotlyChart >> nth=1")
        page.wait_for_timeout(500)
        assert page.locator("[role=dialog]").count() == 0
        assert page.locator("footer.foot").count() == 1


def test_every_chart_has_a_text_alternative(screen):
    page = screen(PAGES["indicator"])
    page.wait_for_selector(".stPlotlyChart >> nth=1")
    alts = page.locator(".stPlotlyChart").evaluate_all(
        "all => all.map(one => (one.closest('[aria-label]') || "
        "one.querySelector('[aria-label]') || one).getAttribute('aria-label'))"
    )
    assert all(alts), alts


def test_the_tables_hold_what_the_charts_show(screen):
    page = screen(PAGES["indicator"])
    page.get_by_text("The figures as tables").click()
    page.wait_for_timeout(500)
    assert page.locator(".rows table").count() == 2
    assert page.locator(".rows th[scope=row]").count() > 20


def test_a_download_says_what_it_holds(screen):
    page = screen(PAGES["indicator"])
    with page.expect_download() as coming:
        page.get_by_role("button", name="Download CSV").click()
    text = Path(coming.value.path()).read_text(encoding="utf-8-sig")
    for needed in (wording.STAMPS["demonstration"], "Title", "Unit", "Source", "As at", "Build"):
        assert needed in text
