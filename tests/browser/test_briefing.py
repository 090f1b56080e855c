"""The briefing fits a tablet and two sheets of paper; its slides turn by key and keep the place."""

import io

import pytest

from kit import wording
from tests.browser.conftest import settle

axe = pytest.importorskip("axe_playwright_python.sync_playwright")
pypdf = pytest.importorskip("pypdf")
pytestmark = pytest.mark.browser

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
TABLETS = [{"width": 1024, "height": 768}, {"width": 768, "height": 1024}]
PROJECTORS = [{"width": 1440, "height": 900}, {"width": 1920, "height": 1080}]


def _at(page, place: int) -> None:
    page.wait_for_function(
        "place => document.querySelector('.place')?.innerText.startsWith(`${place} of`)", arg=place
    )
    page.wait_for_selector('.stApp[data-test-script-state="notRunning"]')


def _beyond(page) -> list[str]:
    return page.evaluate("""() => [...document.querySelectorAll('.house *')].filter(one => {
      const box = one.getBoundingClientRect()
      return box.width && box.right > innerWidth + 1 && !one.closest('.rows, .unseen')
    }).map(one => one.outerHTML.slice(0, 90))""")


@pytest.mark.parametrize("area", ["001", "005", "024"])
def test_the_brief_is_three_screens_of_a_tablet_at_most(screen, area):
    page = screen(f"/brief?area={area}")
    for size in TABLETS:
        page.set_viewport_size(size)
        page.wait_for_timeout(500)
        height = page.evaluate("document.querySelector('.stMain').scrollHeight")
        assert height <= 3 * size["height"], size
        assert _beyond(page) == []


@pytest.mark.parametrize(("area", "mode"), [("001", "light"), ("010", "light"), ("024", "dark")])
def test_the_brief_prints_on_two_pages(screen, area, mode):
    page = screen(f"/brief?area={area}", mode=mode)
    said = page.locator(".points li").all_inner_texts()
    paper = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(paper.pages) <= 2
    text = " ".join(" ".join(each.extract_text() for each in paper.pages).split())
    assert wording.STAMPS["demonstration"] in text
    assert "31 August 2026" in text
    for screen_only in ("Leave", "View or download", "Show on a projector"):
        assert screen_only not in text
    for one in said:
        assert " ".join(one.split())[:60] in text, one


def test_keys_turn_the_slides_and_the_address_keeps_the_place(screen):
    page = screen("/present?area=001")
    page.evaluate("window.still = true")
    findings = {page.locator("h1").inner_text()}
    turns = {"ArrowRight": 2, "Space": 3, "PageDown": 4, "ArrowLeft": 3, "End": 7, "Home": 1}
    for key, place in turns.items():
        page.keyboard.press(key)
        _at(page, place)
        assert f"slide={place}" in page.url
        findings.add(page.locator("h1").inner_text())
    assert len(findings) == 5
    page.get_by_role("button", name="Next").click()
    _at(page, 2)
    assert page.evaluate("window.still"), "the whole screen was loaded anew"
    page.reload()
    settle(page)
    _at(page, 2)
    page.keyboard.press("Escape")
    page.wait_for_selector(".lead .aside")
    assert "/brief?" in page.url and "slide=" not in page.url
    settle(page)
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(500)
    assert "slide=" not in page.url, "keys turn nothing where there are no slides"


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_slide_fits_the_projector_with_stamp_date_and_source(screen, mode):
    page = screen("/present?area=024", mode=mode)
    count = int(page.locator(".place").inner_text().split()[-1])
    for place in range(1, count + 1):
        _at(page, place)
        for size in PROJECTORS:
            page.set_viewport_size(size)
            page.wait_for_timeout(300)
            height = page.evaluate("document.querySelector('.stMain').scrollHeight")
            assert height <= size["height"], (place, size)
            assert _beyond(page) == []
        assert wording.STAMPS["demonstration"] in page.locator(".stamp").inner_text()
        assert "31 August 2026" in page.locator(".head").inner_text()
        assert place == count or "Source: " in page.locator(".st-key-slide").inner_text()
        for hidden in (".stAppHeader", ".st-key-pick_area", ".st-key-pick_as_at"):
            assert not page.locator(hidden).first.is_visible()
        found = axe.Axe().run(page, options=RULES)
        assert found.violations_count == 0, found.generate_report()
        page.keyboard.press("ArrowRight")
