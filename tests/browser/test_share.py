"""The line that shares a page, in a browser: link, print, download; without a clipboard too."""

import io

import openpyxl
import pytest

from kit import wording
from tests.browser.conftest import keep, settle
from tests.browser.test_screens import PAGES

pytestmark = pytest.mark.browser

# A browser that keeps the clipboard from the page, as over plain http on a network.
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', {value: undefined})"


def _link(page) -> str:
    page.evaluate(NO_CLIPBOARD)
    page.get_by_role("button", name="Copy link").click()
    field = page.get_by_label("Copy this link")
    assert field.evaluate("one => one === document.activeElement && one.selectionEnd > 10")
    return field.input_value()


@pytest.mark.parametrize("name", ["glance", "partnership", "reach", "level", "what_if", "network"])
def test_a_link_is_short_and_leads_to_the_same_finding(screen, name):
    page = screen(PAGES[name])
    said, link = page.locator("h1").inner_text(), _link(page)
    keep(page, f"shared_{name}")
    assert len(link) < 160 and "%" not in link and "framework=" not in link
    assert "area=northmere" in link or name == "glance"
    again = screen("/" + link.split("/", 3)[3])
    assert again.locator("h1").inner_text() == said


def test_a_link_is_copied_and_the_page_says_so(screen):
    page = screen(PAGES["indicator"])
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = page.get_by_role("button", name="Copy link")
    button.focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "/indicator?" in copied and "indicator=persistent_absence" in copied
    assert not page.get_by_label("Copy this link").is_visible()


def test_print_prints_and_the_line_itself_is_not_on_paper(screen):
    page = screen(PAGES["glance"])
    # Void, since a function that is returned would be called at once.
    page.evaluate("void (window.print = () => { window.printed = true })")
    page.get_by_role("button", name="Print").click()
    page.wait_for_function("window.printed")
    page.emulate_media(media="print")
    assert not page.get_by_role("button", name="Copy link").is_visible()
    assert page.locator("h1").is_visible()


def test_charts_are_printed_as_wide_as_paper(screen):
    page = screen("/money?area=001")
    widths = "[...document.querySelectorAll('.main-svg')].map((each) => each.clientWidth)"
    page.wait_for_selector(".main-svg")
    page.wait_for_timeout(1500)
    assert max(page.evaluate(widths)) > 1000
    page.evaluate(f"void (window.print = () => {{ window.widest = Math.max(...{widths}) }})")
    page.get_by_role("button", name="Print").click()
    page.wait_for_function("window.widest")
    assert 600 < page.evaluate("window.widest") <= 720
    page.wait_for_function("!document.body.classList.contains('paper')")


@pytest.mark.parametrize("name", ["glance", "how_we_judge", "added_value"])
def test_a_page_comes_away_as_one_workbook(screen, name):
    page = screen(PAGES[name])
    with page.expect_download() as loading:
        page.get_by_role("button", name="Download", exact=True).click()
    content = loading.value.path().read_bytes()
    book = openpyxl.load_workbook(io.BytesIO(content))
    about = dict(row[:2] for row in book["About"].iter_rows(values_only=True) if row[0])
    assert about["Note"] == wording.STAMPS["demonstration"]
    assert about["Build"] and about["Address"]
    words = [row[0] for row in book["Words"].iter_rows(min_row=2, values_only=True)]
    assert page.locator("h1").inner_text() in words
    assert len(book.sheetnames) > 2
    settle(page)
