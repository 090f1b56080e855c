"""Promise: the columns of an answer have the types and gaps that DuckDB's `df` gives them."""

import pandas as pd
import pytest

from kit.screen import ask
from kit.store import database

VALUES = {
    "a text": "'one'",
    "a number": "1.5::double",
    "a whole number": "7::bigint",
    "a small number": "7::integer",
    "a yes": "true",
    "a day": "date '2026-08-31'",
    "a moment": "timestamp '2026-08-31 12:30:00'",
    "a span": "interval 2 days",
    "an exact number": "1.25::decimal(5, 2)",
}


@pytest.mark.parametrize("given", ["known", "with a gap", "nothing but gaps", "no row"])
def test_an_answer_is_the_table_duckdb_makes(demonstration_store, given):
    first = {"known": "{0}", "with a gap": "{0}", "no row": "{0}"}.get(given, "null")
    columns = ", ".join(
        f"case when n = 0 then {first.format(value)} when n = 1 and {given == 'known'} "
        f'then {value} end as "{name}"'
        for name, value in VALUES.items()
    )
    sql = f"select {columns} from range({0 if given == 'no row' else 2}) as t (n)"
    found, build = database.question(sql)
    with database.building.open_read_only(build.path) as base:
        wanted = base.execute(sql).df()
    pd.testing.assert_frame_equal(found, wanted)


def test_the_gap_of_a_list_is_none(demonstration_store):
    rows, _ = database.question("select unnest([[1, 2], null]) as listed")
    assert list(rows["listed"][0]) == [1, 2]
    assert rows["listed"][1] is None


@pytest.mark.parametrize(
    ("error", "told"),
    [(RuntimeError, database.UNFORESEEN), (IsADirectoryError, database.UNWRITTEN)],
)
def test_an_unforeseen_error_of_a_build_is_a_notice(demonstration_store, monkeypatch, error, told):
    """Readers go on with the build there is, and are told; the error itself is in the log."""
    served = database.current()

    def stops(*_, **__):
        raise error("a private place")

    monkeypatch.setattr(database.building, "build", stops)
    watch = database._Watch()
    notice = watch.look(lambda _done, _said: None)
    assert notice.startswith(told)
    assert "private place" not in notice
    assert database.current() == served


def test_a_second_start_builds_nothing_until_something_was_touched(
    demonstration_store, monkeypatch
):
    """What the last start found up to date is not worked through again by the next."""
    database._Watch().look(lambda _done, _said: None, force=True)
    begun = []

    def build(*_, **__):
        begun.append(True)
        raise database.building.Refused("a build began")

    monkeypatch.setattr(database.building, "build", build)
    assert database._Watch().look(lambda _done, _said: None, force=True) == ""
    assert not begun
    touched = database.collection().sources / "touched"
    touched.write_text("an import", encoding="utf-8")
    try:
        assert "a build began" in database._Watch().look(lambda _done, _said: None)
        assert "a build began" in database._Watch().look(lambda _done, _said: None)  # not kept
    finally:
        touched.unlink()
    assert database._Watch().look(lambda _done, _said: None) == ""


def test_an_answer_is_asked_once_and_nobody_writes_into_it(demonstration_store, monkeypatch):
    """All who ask the same share what was answered; a page that changes its table has its own."""
    asked, bare = [], database.question
    monkeypatch.setattr(
        database, "question", lambda *question: asked.append(question) or bare(*question)
    )
    ask._answer.cache_clear()
    monkeypatch.setattr(ask.st, "session_state", {})
    mine, yours = ask.ask("frame/dates"), ask.ask("frame/dates")
    assert len(asked) == 1
    mine.loc[0, "label"] = "changed"
    mine["more"] = 1
    mine.attrs["path"] = "elsewhere"
    again = ask.ask("frame/dates")
    assert again.equals(yours) and again.attrs == yours.attrs and len(asked) == 1


def test_a_parameter_of_another_type_is_another_question():
    one, true, many = (ask._hashable({"n": value}) for value in (1, True, [1]))
    assert len({one, true, many, ask._hashable({"n": "1"})}) == 4
