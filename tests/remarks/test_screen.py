"""Written, seen, changed and withdrawn through the app; nothing typed is ever run."""

import io
import json
from datetime import date

import pytest
import python_calamine
from streamlit.testing.v1 import AppTest

from kit.store import comments
from tests.opened import open_at

INDICATOR, THEME = "secondaries_in_a_partnership", "voice"
ROLE = "Head of partnerships"
NASTY = "<img src=x onerror=alert(1)><script>alert(2)</script> [a](javascript:b) $x$"


@pytest.fixture
def opened(kept):
    """Open a page at an address; what it returns can be written into."""
    return lambda page="", **address: open_at(page, **{"area": "003"} | address)


def _indicator(opened) -> AppTest:
    return opened("pages/readiness/indicator.py", indicator=INDICATOR)


def _shown(test: AppTest) -> str:
    return " ".join(each.body for each in test.get("html"))


def _one(elements, ending: str, kind: str):
    found = [each for each in elements if each.key and each.key.endswith(ending)]
    (one,) = [each for each in found if f"pen_{kind}_" in each.key]
    return one


def _press(test: AppTest, label: str, kind: str) -> AppTest:
    (button,) = [
        each for each in test.button if each.label == label and f"pen_{kind}_" in (each.form_id)
    ]
    button.click().run()
    assert not test.exception, test.exception
    return test


def _write(test: AppTest, said: str, kind: str = "comment", day: date | None = None) -> AppTest:
    _one(test.text_area, "_text", kind).set_value(said)
    _one(test.selectbox, "_role", kind).set_value(ROLE)
    if day:
        _one(test.date_input, "_day", kind).set_value(day)
    return _press(test, "Save", kind)


PLACES = {
    "glance": ("", {}, "finding", ""),
    "brief": ("pages/briefing/brief.py", {}, "finding", ""),
    "indicator": ("pages/readiness/indicator.py", {"indicator": INDICATOR}, "indicator", INDICATOR),
    "level": ("pages/judgement/level.py", {"theme": THEME}, "theme", THEME),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_comment_written_on_a_page_stands_there_at_once_and_for_others(opened, place):
    page, address, about, subject = PLACES[place]
    test, other = opened(page, **address), opened(page, **address)
    _write(test, "Counted before the autumn")
    assert "Saved" in _shown(test)
    row = comments.current_comments("003").iloc[0]
    assert (row["about"], row["subject"], row["role"]) == (about, subject, ROLE)
    assert str(row["as_at"].date()) == "".join(test.query_params["as_at"])
    for reader in (test, other.run()):
        shown = _shown(reader)
        assert "<p>Counted before the autumn</p>" in shown
        assert f"<small>{ROLE}, " in shown
    assert "Counted before" not in _shown(opened(page, **address | {"area": "004"}))


def test_what_hangs_on_a_framework_is_shown_under_that_framework(opened):
    _write(opened(framework="caa_2009"), "Under the first")
    other = next(each for each in _frameworks() if each != "caa_2009")
    assert "Under the first" in _shown(opened(framework="caa_2009"))
    assert "Under the first" not in _shown(opened(framework=other))


def _frameworks() -> list[str]:
    return list(comments.database.question("select framework from frameworks")[0]["framework"])


def test_an_event_is_numbered_on_the_chart_below_it_and_in_the_table(opened):
    test = _indicator(opened)
    _write(test, "A second agreement", "event", date(2025, 3, 1))
    _write(test, "New partnership agreement signed", "event", date(2024, 2, 1))
    shown = _shown(test)
    first, second = shown.index("New partnership"), shown.index("A second agreement")
    assert first < second, "in the order they happened"
    assert '<b class="event">1</b><div><p><b>1 February 2024</b>: New partnership' in shown
    caption = shown.index("Events marked on")
    assert shown.index("New partnership agreement signed", caption) > caption
    marks = {mark["text"]: mark.get("hovertext") for mark in _marks(test)}
    assert marks["<b>1</b>"] == "1 February 2024: New partnership agreement signed"
    assert marks["<b>2</b>"] == "1 March 2025: A second agreement"


def _marks(test: AppTest) -> list[dict]:
    """What is written on the first chart."""
    return json.loads(test.get("plotly_chart")[0].proto.spec)["layout"]["annotations"]


def test_a_change_and_a_withdrawal_keep_their_history(opened):
    test = _indicator(opened)
    _write(test, "First words")
    remark = comments.current_comments("003")["remark_id"].iloc[0]
    _one(test.selectbox, "_which", "comment").set_value(remark).run()
    assert _one(test.text_area, "_text", "comment").value == "First words"
    _write(test, "Second words")
    shown = _shown(test)
    assert "<p>Second words</p>" in shown
    assert "<summary>edited</summary>" in shown and "“First words”" in shown

    _one(test.selectbox, "_which", "comment").set_value(remark).run()
    _press(test, "Delete", "comment")
    shown = _shown(test)
    assert "<p>Second words</p>" not in shown
    assert "<summary>1 deleted</summary>" in shown and "“Second words”" in shown
    assert len(comments.history("003")) == 3


def test_the_later_of_two_who_change_one_version_is_shown_the_other(opened):
    one = _indicator(opened)
    _write(one, "First words")
    remark = comments.current_comments("003")["remark_id"].iloc[0]
    two = _indicator(opened)
    for test in (one, two):
        _one(test.selectbox, "_which", "comment").set_value(remark).run()
    _write(one, "Words of one")
    two.run()  # looking again does not make the old version a new one
    _write(two, "Words of two")
    shown = _shown(two)
    assert "someone else saved at the same time" in shown and "Words of one" in shown
    assert "<p>Words of two</p>" in shown
    assert "Another version was saved in between" in shown
    assert list(comments.history("003")["said"]) == ["First words", "Words of one", "Words of two"]
    # What was written is still there, to bring both together without a second warning.
    _write(two, "Words of both")
    assert "someone else saved at the same time" not in _shown(two)
    assert list(comments.current_comments("003")["said"]) == ["Words of both"]


def test_a_refusal_is_told_and_what_was_typed_stays(opened):
    test = _indicator(opened)
    _write(test, "Mr Smith will lead it")
    assert "Not saved" in _shown(test) and "Write the role instead" in _shown(test)
    assert _one(test.text_area, "_text", "comment").value == "Mr Smith will lead it"
    assert comments.current_comments("003").empty


def test_read_only_shows_what_stands_and_offers_no_form(opened, monkeypatch):
    _write(_indicator(opened), "Still to be read")
    monkeypatch.setenv("CAA_READ_ONLY", "1")
    test = _indicator(opened)
    assert "Still to be read" in _shown(test)
    assert not test.text_area
    assert not [each for each in test.button if each.label == "Save"]


def test_what_is_typed_is_never_run(opened):
    test = _indicator(opened)
    _write(test, NASTY)
    _write(test, NASTY, "event", date(2025, 3, 1))
    shown = _shown(test)
    assert "<script" not in shown and "<img src=x" not in shown
    assert "&lt;script&gt;alert(2)&lt;/script&gt;" in shown
    (hover,) = [mark["hovertext"] for mark in _marks(test) if "hovertext" in mark]
    assert "&lt;script&gt;" in hover and "<" not in hover
    assert all(NASTY not in each.value for each in test.markdown)


def test_downloads_carry_what_stands_and_no_formula(opened, monkeypatch):
    made = {}

    def button(_label, make, *, file_name, **_more):
        made[file_name] = make()

    monkeypatch.setattr("streamlit.download_button", button)
    comments.write("003", "=cmd()", ROLE, about="indicator", subject=INDICATOR)
    comments.write(
        "003", "+1 signed", ROLE, kind="event", about="indicator", subject=INDICATOR,
        happened_on=date(2025, 3, 1),
    )  # fmt: skip
    comments.write("003", "@theme", ROLE, about="theme", subject=THEME, framework="caa_2009")
    _indicator(opened)
    opened("pages/judgement/level.py", theme=THEME)
    own = {name.rpartition(".")[2]: made[name] for name in made if f"{INDICATOR}_003" in name}
    text = own["csv"].decode("utf-8-sig")
    assert f"Comment 1,\"'=cmd() ({ROLE}, " in text
    assert 'Event 1,"1 March 2025: +1 signed (' in text
    sheet = python_calamine.load_workbook(io.BytesIO(own["xlsx"]))
    rows = sheet.get_sheet_by_index(0).to_python()
    assert any(str(row[1]).startswith("'=cmd()") for row in rows)
    (page,) = [name for name in made if name.startswith("an-indicator")]
    words = python_calamine.load_workbook(io.BytesIO(made[page])).get_sheet_by_name("Words")
    assert any("'=cmd()" in str(cell) for row in words.to_python() for cell in row)
    level = [made[name] for name in made if "_003_voice" in name and name.endswith(".csv")]
    assert level and all("'@theme" in text.decode("utf-8-sig") for text in level)
