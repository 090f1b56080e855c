"""The survey of leaders in a real browser, by keyboard alone."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import delete

from kit.records import store, tables
from kit.registers import survey
from kit.store.paths import Collection
from tests.browser.conftest import SIZES

pytestmark = pytest.mark.browser


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
