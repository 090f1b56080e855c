"""Promise: no attempt of a list gives back what is hidden, typed or put to the open file itself."""

import stat

import duckdb
import pytest

from kit.store import building, database, sql_sandbox, sqlfile
from kit.store.paths import CLEARANCES, OPEN, PROJECT, Collection
from tests.small_numbers import more_attempts
from tests.small_numbers.attempts import FIND, REACH

FILES = sqlfile.read_all(PROJECT / "queries")


@pytest.fixture(autouse=True)
def served(demonstration_store, monkeypatch):
    monkeypatch.setenv("CAA_STORE", str(demonstration_store))
    monkeypatch.setattr("sys.argv", ["dashboard.py", "--data", "demonstration"])


@pytest.mark.parametrize("sql", [*REACH, *more_attempts.REACH])
def test_what_reaches_past_the_open_tables_is_not_answered(sql):
    with pytest.raises(duckdb.Error):
        opened = frozenset(database.open_tables()["code"])
        sqlfile.hold_to_gate(sql, database.current().closed, opened)


@pytest.mark.parametrize("sql", FIND)
def test_what_must_not_stand_in_the_open_file_does_not(sql):
    assert database.question(sql)[0].empty


def test_nothing_more_is_found_in_the_open_file():
    with building.open_read_only(database.current().path) as base:
        found = [sql for sql in more_attempts.FIND if base.execute(sql).fetchall()]
    assert not found


def test_without_the_gate_of_text_there_is_still_nothing_to_read():
    closed = sqlfile.private_tables(FILES)
    closed |= {file.name for file in FILES if file.layer in ("staging", "indicators")}
    with building.open_read_only(database.current().path) as base:
        rows = base.execute("select table_name from duckdb_tables()").fetchall()
        views = base.execute("select view_name from duckdb_views() where not internal").fetchall()
    assert not closed & {name for (name,) in rows}
    assert not views


def test_the_files_of_a_build_are_its_owners_alone():
    collection = Collection.open("demonstration")
    for path in (building.current_path(collection), building.open_path(collection)):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_no_other_clearance_is_served_unless_it_was_built():
    collection = Collection.open("demonstration")
    for name in CLEARANCES.keys() - {OPEN}:
        assert building.open_path(collection, name) is None


def test_an_unknown_clearance_is_refused(monkeypatch):
    monkeypatch.setenv("CAA_CLEARANCE", "everything")
    with pytest.raises(database.NoBuild, match="not a clearance"):
        database.current()


def test_a_question_is_answered_once_at_a_time_for_each_reader():
    with (
        sql_sandbox._turns.turn("one"),
        pytest.raises(sql_sandbox.Unanswered, match="still being answered"),
    ):
        sql_sandbox.answer("select 1", "one")
    assert len(sql_sandbox.answer("select 1", "one").rows) == 1


def test_a_fault_that_quotes_a_value_is_told_without_it():
    try:
        duckdb.execute("select cast(x as integer) from (values ('secret of a child')) as t(x)")
    except duckdb.Error as error:
        fault = sqlfile.fault_of(error, "queries/a.sql", "select 1")
    assert "secret of a child" in str(fault)
    assert "secret" not in fault.public()
