"""From the front door to the answer: visits, search, tables, charts, phone, forced colours."""

import re
from pathlib import Path

import pytest

from kit import NAME
from tests.benchmarks import visits
from tests.browser.conftest import keep, settle

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("who", visits.VISITS)
def test_each_reader_has_the_answer_in_two_clicks(browser, server, who):
    steps, answer = visits.VISITS[who]
    said = visits.clicks(browser, server, steps, answer)
    most = 3 if who == "analyst" else 2  # the analyst’s table is sorted too
    assert re.fullmatch(r"\d clicks?", said) and int(said[0]) <= most, said


def test_the_tab_says_page_authority_and_product_and_the_name_leads_home(screen):
    page = screen("/decide?area=001")
    assert page.title() == f"To decide · Northmere · {NAME}"
    current = page.locator("[data-testid=stTopNavSection][aria-current]")
    assert current.all_inner_texts() == ["Where we stand"]
    page.locator("a.brand").click()
    page.wait_for_function("document.title.startsWith('Readiness at a glance')")
    assert "area=001" in page.url


def test_a_key_opens_the_search_and_can_be_switched_off(screen):
    page = screen("/decide?area=001")
    page.keyboard.press("/")
    page.keyboard.type("atendance of partnership")
    page.keyboard.press("Enter")
    page.wait_for_selector(".found")
    settle(page)
    assert "Attendance of partnership leaders" in page.locator(".found").first.inner_text()
    page.locator("[data-slash]").uncheck()
    page.locator("h1").click()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.tagName") != "INPUT"
    page.keyboard.press("Control+k")
    assert page.evaluate("document.activeElement.name") == "q"


def test_a_table_sorts_finds_and_says_how_much_it_shows(screen):
    page = screen("/register?area=001")
    bar, box = page.locator(".table-bar").first, page.locator(".rows").first
    whole = box.locator("tbody tr").count()
    assert f"{whole} rows" in bar.inner_text()
    head = box.locator("thead button", has_text="Members")
    place = head.evaluate("b => b.parentElement.cellIndex")
    cells = f"all => all.map(row => Number(row.cells[{place}].dataset.sort))"
    for order in (False, True):
        head.click()
        held = box.locator("tbody tr").evaluate_all(cells)
        assert held == sorted(held, reverse=order)
    name = box.locator("tbody tr").nth(3).locator("th").inner_text()
    bar.locator("input").fill(name.upper())
    assert f"1 of {whole} rows" in bar.inner_text()
    assert box.locator("tbody tr:visible").all_inner_texts()[0].startswith(name)
    bar.locator("input").fill("")
    if bar.locator("button").is_visible():
        bar.locator("button").click()
        assert box.evaluate("box => box.scrollHeight <= box.clientHeight + 2")


def test_a_chart_is_saved_with_its_words_and_read_with_the_keys(screen):
    page = screen("/indicator?area=001&indicator=persistent_absence")
    page.wait_for_selector(".js-plotly-plot[data-works] >> nth=1")
    for form in ("svg", "png"):
        with page.expect_download() as coming:
            page.locator(f"[data-save={form}]").first.click()
        saved = Path(coming.value.path()).read_bytes()
        if form == "svg":
            text = saved.decode()
            for needed in ("Persistent absence", "Invented demonstration data", "31 August 2026"):
                assert needed in re.sub(r"</text><text[^>]*>", " ", text), needed
        else:
            assert saved.startswith(b"\x89PNG") and len(saved) > 5000
    chart = page.locator(".js-plotly-plot[data-works]").nth(1)
    chart.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelectorAll('.hoverlayer text').length > 0")
    aloud = chart.locator("[role=status]")
    page.wait_for_function("e => e.textContent.length > 3", arg=aloud.element_handle())
    before = page.url
    page.keyboard.press("Enter")
    page.wait_for_function("was => location.href !== was", arg=before)
    assert "/indicator?" in page.url and "area=" in page.url


def test_on_a_phone_the_finding_stands_at_the_top_and_the_menu_closes(screen):
    page = screen("/reach?area=001", "phone")
    assert page.locator("h1").bounding_box()["y"] <= 300
    assert page.locator(".st-key-pick_area").is_hidden()
    page.locator(".folded summary").click()
    assert page.locator(".st-key-pick_area").is_visible()
    page.locator("[data-testid=stExpandSidebarButton]").click()
    page.locator("[data-testid=stSidebarNavLink]", has_text="To decide").click()
    page.wait_for_function("document.title.startsWith('To decide')")
    settle(page)
    page.wait_for_function(
        "document.querySelector('[data-testid=stSidebar]').getBoundingClientRect().right <= 0"
    )


@pytest.mark.parametrize("path", ["/", "/compare?area=001", "/level?area=001&theme=voice"])
def test_forced_colours_lose_no_mark(browser, server, path):
    context = browser.new_context(viewport=visits.SCREEN, forced_colors="active")
    page = context.new_page()
    page.goto(server + path)
    settle(page)
    assert page.locator(".ladder i, .spines .at, .ruler .at").count() > 1
    lost = page.evaluate(visits.LOST)
    keep(page, f"forced_{path.strip('/').partition('?')[0] or 'glance'}")
    context.close()
    assert lost == []


@pytest.mark.parametrize("width", [390, 320])
@pytest.mark.parametrize("path", ["/network?area=001", "/money?area=001"])
def test_what_cannot_be_drawn_on_a_phone_is_listed_there(screen, path, width):
    page = screen(path)
    assert page.locator(".narrow").first.is_hidden()
    assert page.locator("[class*=st-key-wide_] .js-plotly-plot").first.is_visible()
    page.set_viewport_size({"width": width, "height": 700})
    listed = page.locator(".narrow").first
    assert listed.is_visible() and listed.locator("li").count() > 3
    assert page.locator("[class*=st-key-wide_]").first.is_hidden()
    assert page.evaluate("document.querySelector('.stMain').scrollWidth") <= width


def test_a_word_opens_to_what_it_means_by_key_and_by_touch(screen):
    page = screen("/?area=001")
    word = page.locator("button.term").first
    word.focus()
    page.keyboard.press("Enter")
    meaning = page.locator(".meaning:popover-open")
    assert meaning.inner_text().lower().startswith(word.inner_text().lower()[:6])
    page.keyboard.press("Escape")
    assert meaning.count() == 0
