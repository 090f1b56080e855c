"""The page of registers: filled in by form, upload and offer; what is wrong is told, none kept."""

import pytest

from kit.records import register_rows as records
from kit.store import contract
from kit.store.paths import PROJECT
from tests.opened import html_of, open_at

PAGE, ROLE = "pages/registers/registers.py", "Head of partnerships"


@pytest.fixture
def kept(demonstration_store, records_at, monkeypatch):
    """An empty store of what people write beside the built demonstration."""
    monkeypatch.setenv("CAA_STORE", str(demonstration_store))
    monkeypatch.setattr("sys.argv", ["pytest"])
    monkeypatch.delenv("CAA_READ_ONLY", raising=False)
    monkeypatch.chdir(PROJECT)
    return records_at("sqlite")


def opened(register: str, way: str = ""):
    test = open_at(PAGE, area="001", register=register)
    choose(test, "You change it as", ROLE)
    press(test, "Keep it here from now on")
    if way:
        (one,) = [each for each in test.radio if each.label == "How to fill it in"]
        one.set_value(way).run()
        assert not test.exception, test.exception
    return test


def choose(test, label: str, value) -> None:
    next(one for one in test.selectbox if one.label.startswith(label)).set_value(value).run()
    assert not test.exception, test.exception


def press(test, label: str) -> None:
    next(one for one in test.button if one.label.startswith(label)).click().run()
    assert not test.exception, test.exception


def test_a_file_is_taken_over_and_a_row_added_by_the_form(kept):
    test = opened("posts", "Form for one row")
    before = records.rows("posts", "001")
    assert before, "the rows of the file are kept here"
    fields = {one.label: one for one in test.selectbox}
    fields["Partnership"].set_value(before[0].values["partnership_id"])
    fields["Post"].set_value("leadership")
    fields["Paid by"].set_value("authority")
    text = {one.label: one for one in test.text_input}
    text["Fte"].set_value("a lot")
    next(one for one in test.date_input if one.label == "Started on").set_value("2025-01-06")
    press(test, "Save")
    assert "is not a number" in html_of(test)
    assert len(records.rows("posts", "001")) == len(before), "nothing wrong is kept"
    {one.label: one for one in test.text_input}["Fte"].set_value("0.5")
    press(test, "Save")
    after = records.rows("posts", "001")
    assert len(after) == len(before) + 1
    (new,) = [row for row in after if row.row_key not in {one.row_key for one in before}]
    assert (new.values["fte"], new.who, new.source) == ("0.5", ROLE, "form on screen")


def test_a_row_someone_else_saved_since_the_form_was_opened_is_shown_and_not_overwritten(kept):
    test = opened("posts", "Form for one row")
    (which,) = [one for one in test.selectbox if one.label == "Row"]
    which.set_value(records.rows("posts", "001")[0].row_key).run()
    row = records.rows("posts", "001")[0]
    other = row.values | {"fte": "0.9"}
    records.save("posts", [records.Change(row.row_key, other, row.version, "001")], who="Somebody")
    {one.label: one for one in test.text_input}["Fte"].set_value("0.1")
    press(test, "Save")
    assert "someone else changed this" in html_of(test)
    assert "Somebody" in html_of(test)
    assert records.rows("posts", "001")[0].values["fte"] == "0.9"
    press(test, "Show the rows as they are now")
    next(one for one in test.selectbox if one.label == "Row").set_value(row.row_key).run()
    assert {one.label: one for one in test.text_input}["Fte"].value == "0.9"


@pytest.mark.parametrize("register", ["funding", "forums", "seats"])
def test_rows_offered_can_be_completed_and_are_not_kept_before(kept, register):
    test = opened(register)
    assert "offered, to confirm or correct" in html_of(test)
    shown = test.dataframe[0].value
    (table,) = contract.load(PROJECT / "data" / "local" / register / "contract.toml").tables
    assert {column.name for column in table.columns} <= set(shown), "blanks can be filled in"
    assert not shown["accept"].all(), "what is not complete is not accepted"


def test_pasted_cells_are_matched_asked_about_and_saved(kept):
    test = opened("priorities", "Spreadsheet")
    before = len(records.rows("priorities", "001"))
    (paste,) = [one for one in test.text_area if one.label.startswith("Or paste")]
    paste.set_value("Priority\tStart\tEnd\nReading at 7\t01/04/2025\t03/03/2028\n").run()
    assert not test.exception, test.exception
    assert len(records.rows("priorities", "001")) == before
    asked = [one for one in test.selectbox if "which comes first" in one.label]
    for one in asked:
        one.set_value("day").run()
    press(test, "Save 1 row")
    titles = [row.values["title"] for row in records.rows("priorities", "001")]
    assert len(titles) == before + 1
    assert "Reading at 7" in titles


def test_a_reader_who_may_not_write_changes_nothing(kept, monkeypatch):
    monkeypatch.setenv("CAA_READ_ONLY", "1")
    test = open_at(PAGE, area="001", register="posts")
    assert "not changed" in html_of(test)
    assert not [one for one in test.button if one.label.startswith("Keep it here")]
