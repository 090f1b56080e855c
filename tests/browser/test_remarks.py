"""Two people write at once in two browsers: nothing is lost, the later is told, both see all."""

import re

import pytest
from sqlalchemy import delete

from kit.records import store, tables
from kit.store import comments
from kit.store.paths import Collection
from tests.browser.conftest import keep, settle
from tests.browser.test_screens import CLIPPED, RULES

axe = pytest.importorskip("axe_playwright_python.sync_playwright")
pytestmark = pytest.mark.browser
ADDRESS = "/indicator?area=001&indicator=secondaries_in_a_partnership"
LONG = "The count leaves out what began after the day it was made. " * 10


@pytest.fixture
def file(demonstration_store):
    """What is on record of the authority; what the test wrote is gone after it."""
    collection = Collection("demonstration", demonstration_store / "demonstration")
    yield lambda: list(comments.history("001", collection=collection)["said"])
    with store.transaction(collection) as connection:
        connection.execute(delete(tables.comments))


def _open(page, name="Add a comment") -> None:
    page.get_by_role("button", name=re.compile(name.replace("Add", "Add( or change)?"))).click()
    page.locator("[data-testid=stPopoverBody]", has_text="Written as").wait_for()


def _fill(page, said: str, role: str = "") -> None:
    body = page.locator("[data-testid=stPopoverBody]")
    body.locator("textarea").fill(said)
    if role:
        body.get_by_label("Written as").click()
        page.get_by_role("option", name=role).click()
    body.get_by_role("button", name="Save").click()
    page.locator(".remarks", has_text=said[:60].strip()).wait_for()
    settle(page)


def _choose(page, said: str) -> None:
    page.locator("[data-testid=stPopoverBody]").get_by_label("What to write").click()
    page.get_by_role("option", name=re.compile(said)).click()
    page.wait_for_function(
        "said => document.querySelector('[data-testid=stPopoverBody] textarea').value === said",
        arg=said,
    )


def test_two_who_write_at_once_lose_nothing(screen, server, file):
    one, two = (screen(ADDRESS) for _ in range(2))
    _open(one)
    _fill(one, "First words", "Director's office")
    assert "First words" in one.locator(".remarks").inner_text()

    _open(two)
    _fill(two, "Other words", "Performance team")
    assert two.locator(".remarks p").all_inner_texts() == ["First words", "Other words"]

    for page in (one, two):
        page.goto(server + ADDRESS)
        settle(page)
        _open(page)
        _choose(page, "First words")
    _fill(one, "Words of one")
    _fill(two, "Words of two")
    assert "Words of one" in two.locator("[data-testid=stPopoverBody]").inner_text()
    assert two.locator(".remarks p").all_inner_texts() == ["Words of two", "Other words"]

    assert file() == ["First words", "Other words", "Words of one", "Words of two"]


@pytest.mark.parametrize(("size", "mode"), [("desk", "light"), ("phone", "dark")])
def test_a_page_with_much_said_is_whole_and_accessible(screen, file, size, mode):
    page = screen(ADDRESS, size, mode)
    _open(page)
    _fill(page, LONG[:590], "Director's office")
    _fill(page, "<img src=x onerror=\"document.title='run'\"> <b>bold</b>")
    page.keyboard.press("Escape")
    page.locator("[data-testid=stPopoverBody]").wait_for(state="detached")
    _open(page, "Add an event")
    page.locator("[data-testid=stPopoverBody] [role=spinbutton]").first.click()
    page.keyboard.type("03112023")
    _fill(page, "New partnership agreement signed")
    settle(page)
    keep(page, f"remarks_form_{size}_{mode}")
    found = axe.Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    page.keyboard.press("Escape")
    page.wait_for_timeout(500)
    keep(page, f"remarks_{size}_{mode}")
    assert page.title() != "run" and page.locator(".remarks img, .remarks p > b").count() == 1
    assert "1" in page.locator(".stPlotlyChart .annotation-text").all_text_contents()
    assert page.evaluate(CLIPPED) == []
    found = axe.Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
