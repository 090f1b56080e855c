"""A leader answers by a link alone and sees nothing else; the steward sets up and locks."""

import pytest
from streamlit.testing.v1 import AppTest

from kit.people import access
from kit.records import register_rows as records
from kit.registers import survey
from kit.store.paths import PROJECT
from tests.opened import html_of, open_at

PAGE, ROLE = "pages/registers/survey.py", "Head of partnerships"


@pytest.fixture
def kept(demonstration_store, records_at, monkeypatch):
    """An empty store of what people write beside the built demonstration."""
    monkeypatch.setenv("CAA_STORE", str(demonstration_store))
    monkeypatch.setattr("sys.argv", ["pytest"])
    monkeypatch.delenv("CAA_READ_ONLY", raising=False)
    monkeypatch.chdir(PROJECT)
    return records_at("sqlite")


def answer_at(token: str) -> AppTest:
    test = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=120)
    test.query_params["survey"] = token
    test.run()
    assert not test.exception, test.exception
    return test


def press(test, label: str) -> None:
    next(one for one in test.button if one.label.startswith(label)).click().run()
    assert not test.exception, test.exception


def test_a_survey_is_set_up_answered_once_by_its_link_and_locked(kept):
    test = open_at(PAGE, area="001")
    press(test, "Begin, and make")
    assert "Download the links now" in html_of(test)
    (wave,) = survey.waves("001")
    leader = {"institution_id": "x", "name": "X", "role": "headteacher", "phase": "primary"}
    (token,) = survey.invite(wave, [leader])
    form = answer_at(token)
    shown = " ".join(each.body for each in form.get("html"))
    assert "About two minutes" in shown
    assert 'class="foot"' not in shown, "nothing else of the product is shown"
    assert not [one for one in form.selectbox if one.label == "Authority"]
    form.radio[0].set_value("yes").run()
    assert form.query_params["draft"], "what is chosen is saved as it goes"
    press(form, "Send my answer")
    (given,) = survey.answers(wave)
    assert list(given["items"]) == wave.details["items"]
    again = " ".join(each.body for each in answer_at(token).get("html"))
    assert "has been used" in again
    test = open_at(PAGE, area="001")
    assert "1 of " in html_of(test)
    next(one for one in test.selectbox if one.label == "You change it as").set_value(ROLE).run()
    press(test, "Lock this wave")
    rows = records.rows("survey_answers", "001")
    today = [one.values for one in rows if one.values["wave"] == survey.today().isoformat()]
    assert [one["role"] for one in today] == ["headteacher"] * len(wave.details["items"])


def test_partners_are_asked_score_by_their_links_and_are_compared(kept):
    test = open_at(PAGE, area="001")
    press(test, "Ask partners, and make 5 links")
    (wave,) = survey.waves("001")
    (token,) = survey.invite(wave, [{"partner": "police", "name": "Police 2"}])
    form = answer_at(token)
    shown = " ".join(each.body for each in form.get("html"))
    assert "without asking the other partners" in shown
    assert len(form.radio) == len(wave.details["items"]) == 12
    form.radio[0].set_value("2").run()
    press(form, "Send my answer")
    test = open_at(PAGE, area="001")
    next(one for one in test.selectbox if one.label == "You change it as").set_value(ROLE).run()
    press(test, "Lock this wave")
    today = [
        row.values for row in records.rows("partner_scores", "001")
        if row.values["scored_on"] == survey.today().isoformat()
    ]  # fmt: skip
    assert [(one["partner"], one["score"]) for one in today] == [("police", "2")]
    shown = html_of(open_at("pages/partnerships/partners.py", area="001"))
    assert "Partners differ most on" in shown
    assert "Partnership Assessment Tool" in shown


def test_a_link_is_answered_by_who_has_not_signed_in(kept, monkeypatch):
    today = survey.today()
    wave_id = survey.begin("Survey", "001", today, today, ["vision"], "", ["role", "phase"])
    (wave,) = (one for one in survey.waves("001") if one.wave_id == wave_id)
    leader = {"institution_id": "x", "name": "X", "role": "headteacher", "phase": "primary"}
    (token,) = survey.invite(wave, [leader])
    with monkeypatch.context() as signed_out:
        signed_out.setattr(access._Finder, "find", staticmethod(lambda _anew: access.NOBODY))
        form = answer_at(token)
        form.radio[0].set_value("yes").run()
        press(form, "Send my answer")
    (given,) = survey.answers(wave)
    assert given["items"]["vision"]["valued"] == "yes"


def test_a_link_that_opens_nothing_says_so_and_shows_nothing(kept):
    shown = " ".join(each.body for each in answer_at("guessed").get("html"))
    assert "does not open a survey" in shown
    assert "Northmere" not in shown


def test_the_plan_shows_what_is_overdue_first_and_what_was_promised(kept):
    shown = html_of(open_at("pages/registers/plan.py", area="001"))
    assert "actions" in shown.split("</h1>")[0].split("<h1>")[-1]
    assert "What was promised a year earlier" in shown
    assert "no longer in the register" in shown or "A year earlier" in shown
