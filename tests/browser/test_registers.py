"""Registers in real browsers: two at once, one without its network, and by keyboard alone."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import delete

from kit.records import register_rows as records
from kit.records import store, tables
from kit.registers import survey
from kit.store.paths import Collection
from tests.browser.conftest import SIZES, choose, keep, serving, settle
from tests.browser.relay import Relay
from tests.browser.test_screens import CLIPPED, RULES

axe = pytest.importorskip("axe_playwright_python.sync_playwright")
expect = pytest.importorskip("playwright.sync_api").expect
pytestmark = pytest.mark.browser
ROLE = "Head of partnerships"
POSTS = "/registers?area=001&register=posts"


@pytest.fixture
def collection(demonstration_store):
    """The demonstration, whose store of what people write is empty again after the test."""
    chosen = Collection("demonstration", demonstration_store / "demonstration")
    yield chosen
    with store.transaction(chosen) as connection:
        for table in (
            tables.register_rows, tables.register_history, tables.survey_waves,
            tables.wave_invitations, tables.wave_answers,
        ):  # fmt: skip
            connection.execute(delete(table))
    store.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def kept(request, collection, demonstration_store, monkeypatch):
    """A server on each database in turn, and how its rows of posts are read."""
    if request.param == "postgresql":
        cluster = request.getfixturevalue("cluster")
        cluster.empty()
        store.close()
        monkeypatch.setenv(store.ADDRESS, cluster.address)
    with serving(demonstration_store) as address:
        yield address, collection


def press(page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()
    settle(page)


def open_form(page, row: int = 0) -> None:
    """Choose the role, keep the register here where that is due, and open a row in the form."""
    choose(page, "You change it as", ROLE)
    if page.get_by_role("button", name="Keep it here from now on").count():
        press(page, "Keep it here from now on")
    page.get_by_text("Form for one row").click()
    settle(page)
    if row:
        choose(page, "Row", row)


def fill(page, label: str, said: str) -> None:
    page.get_by_role("textbox", name=label, exact=True).first.fill(said)
    page.keyboard.press("Tab")


def test_two_browsers_edit_one_row_and_one_loses_its_network(kept, screen):
    address, collection = kept
    relay = Relay(address)
    try:
        one = screen(POSTS, at=relay.address, loses_network=True)
        two = screen(POSTS, at=address)
        open_form(one, 1)
        open_form(two, 1)
        (first, *_) = records.rows("posts", "001", collection)
        fill(one, "Fte", "0.11")
        relay.cut()
        save = one.get_by_role("button", name="Save", exact=True)
        expect(save).to_be_disabled(timeout=120_000)  # who is cut off is not told that it is saved
        fill(two, "Fte", "0.22")
        press(two, "Save")
        two.get_by_text("1 change saved").wait_for()
        relay.mend()
        expect(save).to_be_enabled(timeout=180_000)  # it looks for its server at growing intervals
        settle(one)
        assert one.get_by_role("textbox", name="Fte", exact=True).input_value() == "0.11", (
            "what was typed is still there"
        )
        press(one, "Save")
        one.get_by_text("someone else changed this").first.wait_for()
        assert "0.22" in one.locator("body").inner_text(), "both are shown"
        past = records.history("posts", first.row_key, collection)
        assert [edit.after["fte"] for edit in past[1:]] == ["0.22"], "nothing lost, nothing doubled"
        press(one, "Show the rows as they are now")
        choose(one, "Row", 1)
        fill(one, "Fte", "0.11")
        press(one, "Save")
        one.get_by_text("1 change saved").wait_for()
        past = records.history("posts", first.row_key, collection)
        assert [edit.after["fte"] for edit in past[1:]] == ["0.22", "0.11"]
    finally:
        relay.close()


def tab_to(page, label: str, most: int = 200) -> None:
    """Press Tab until what has the focus is called `label`."""
    called = """() => {
      const one = document.activeElement
      const label = one.labels && one.labels[0] ? one.labels[0].innerText : ''
      const group = one.closest('[role=radiogroup]')
      return [one.getAttribute('aria-label'), label, one.innerText,
        group && group.getAttribute('aria-label')].filter(Boolean).join(' | ')
    }"""
    for _ in range(most):
        page.keyboard.press("Tab")
        said = page.evaluate(called)
        if any(part.strip().startswith(label) for part in said.split(" | ")):
            return
    raise AssertionError(f"{label} cannot be reached by keyboard")


def test_a_row_is_filled_in_by_keyboard_alone(screen, collection):
    page = screen("/registers?area=001&register=priorities")
    keys = page.keyboard

    def pick(label: str, said: str) -> None:
        tab_to(page, label)
        keys.type(said)
        page.wait_for_timeout(300)
        keys.press("Enter")
        settle(page)

    pick("You change it as", ROLE)
    tab_to(page, "Keep it here from now on")
    keys.press("Enter")
    page.get_by_text("taken over from the file").wait_for()
    settle(page)
    before = len(records.rows("priorities", "001", collection))
    tab_to(page, "Table")
    keys.press("ArrowRight")
    settle(page)
    tab_to(page, "Title")
    keys.type("Reading at 7")
    tab_to(page, "day, Plan start")
    keys.type("01/04/2025")
    tab_to(page, "day, Plan end")
    keys.type("31/03/2028")
    tab_to(page, "Save")
    keys.press("Enter")
    page.get_by_text("1 change saved").wait_for()
    rows = [row.values for row in records.rows("priorities", "001", collection)]
    assert len(rows) == before + 1
    (new,) = [row for row in rows if row["title"] == "Reading at 7"]
    assert (new["plan_start"], new["plan_end"]) == ("2025-04-01", "2028-03-31")


def begin(collection, form=survey.LEADERS) -> str:
    """Set up a wave of one item; return the way to its form."""
    today = survey.today()
    items = ["vision"] if form == survey.LEADERS else ["trust", "money"]
    wave_id = survey.begin(
        "Survey of leaders", "001", today, today + timedelta(7), items, "What else?", ["phase"],
        collection, form,
    )  # fmt: skip
    wave = next(one for one in survey.waves("001", collection) if one.wave_id == wave_id)
    return f"/?survey={survey.invite(wave, [{'name': 'X', 'phase': 'primary'}], collection)[0]}"


def open_survey(browser_page, at: str) -> None:
    browser_page.goto(at)
    browser_page.wait_for_selector("[data-testid=stRadio]", timeout=60_000)
    browser_page.wait_for_timeout(800)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("form", [survey.LEADERS, survey.PARTNERS])
def test_the_survey_is_whole_and_accessible(browser, server, collection, form, size, mode):
    context = browser.new_context(viewport=SIZES[size], color_scheme=mode)
    page = context.new_page()
    open_survey(page, server + begin(collection, form))
    keep(page, f"survey_{form}_{size}_{mode}")
    assert page.evaluate(CLIPPED) == []
    found = axe.Axe().run(page, options=RULES)
    context.close()
    assert found.violations_count == 0, found.generate_report()


def test_the_survey_is_answered_by_keyboard_alone(browser, server, collection):
    context = browser.new_context(viewport=SIZES["phone"])
    page = context.new_page()
    open_survey(page, server + begin(collection))
    for name in ("Of value to us", "We receive it"):
        tab_to(page, name)
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(1200)
    tab_to(page, "Send my answer")
    page.keyboard.press("Enter")
    page.get_by_text(re.compile("has been used")).wait_for()
    (wave,) = survey.waves("001", collection)
    (given,) = survey.answers(wave, collection)
    assert given["items"]["vision"] == {"valued": "yes", "received": "yes", "barrier": ""}
    context.close()
