"""Promise: SQL that a reader typed is answered within bounds and reaches open tables alone."""

import os
import re
import time

import pytest

from kit.store import database, sql_sandbox


@pytest.fixture(autouse=True)
def served(demonstration_store, monkeypatch):
    monkeypatch.setenv("CAA_STORE", str(demonstration_store))
    monkeypatch.setattr("sys.argv", ["dashboard.py", "--data", "demonstration"])


def test_an_answer_is_that_of_the_build():
    sql = "select indicator, count(*) as areas from figures group by indicator order by indicator"
    answer = sql_sandbox.answer(sql)
    expected, build = database.question(sql)
    assert answer.rows.to_dict("list") == expected.to_dict("list")
    assert answer.build_id == build.build_id
    assert not answer.more


def test_rows_beyond_the_most_are_told():
    answer = sql_sandbox.answer("select i from range(20000) as t(i)")
    assert len(answer.rows) == sql_sandbox.ROWS
    assert answer.more


def test_every_type_becomes_a_number_a_day_or_text():
    row = sql_sandbox.answer(
        "select 1 as a, 2 as a, [1, 2] as l, 1.25 as d, {'k': 1} as s, null as n, "
        "date '2020-01-31' as day, sum(3) as hu"
    ).rows.iloc[0]
    assert row.fillna("gap").astype(str).tolist() == [
        "1", "2", "[1, 2]", "1.25", "{'k': 1}", "gap", "2020-01-31", "3.0"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("select * from outcomes", "gate of small numbers"),
        ("select * from indicator_values", "gate of small numbers"),
        ("select * from figurs", "near it: figures"),
        ("select * from duckdb_databases", "no table `duckdb_databases`"),
        ("select * from duckdb_databases()", "reaches past"),
        ("select * from information_schema.tables", "no table `tables`"),
        ("select current_setting('secret_directory')", "reaches past"),
        ("select * from read_csv('README.md')", "reaches past"),
        ("select * from 'README.md'", "no table"),
        ("select * from 'https://example.org/a.csv'", "no table"),
        ("select * from opened", "no table `opened`"),  # a variable of the program
        ("set threads = 8", "Only one plain SELECT"),
        ("copy (select 1) to 'x.csv'", "Only one plain SELECT"),
        ("attach 'x.duckdb'", "Only one plain SELECT"),
        ("create table t as select 1", "Only one plain SELECT"),
        ("select 1; select 2", "Only one plain SELECT"),
        ("", "Only one plain SELECT"),
        ("select\n  nothing_such\nfrom figures", "2 |   nothing_such"),
        ("select " + "(" * 4500 + "1" + ")" * 4500, "depth"),
        ("select '" + "x" * 10_001 + "'", "at most 10,000 characters"),
        ("select repeat('x', 10000) from range(5000)", "larger than 20 MB"),
    ],
)
def test_what_is_not_answered_says_why(sql, said):
    with pytest.raises(sql_sandbox.Unanswered, match=re.escape(said)) as refused:
        sql_sandbox.answer(sql)
    assert os.environ["CAA_STORE"] not in str(refused.value)


@pytest.mark.skipif(os.name == "nt", reason="there the time alone is bounded")
def test_memory_is_bounded():
    with pytest.raises(sql_sandbox.Unanswered, match="memory"):
        sql_sandbox.answer("select repeat('x', 3900000000)")


def test_a_question_without_end_is_stopped(monkeypatch):
    monkeypatch.setattr(sql_sandbox, "SECONDS", 2)
    begun = time.perf_counter()
    with pytest.raises(sql_sandbox.Unanswered, match="within 2 seconds"):
        sql_sandbox.answer("select count(*) from range(100000000000)")
    assert time.perf_counter() - begun < sql_sandbox.ROWS  # it came back at all


@pytest.mark.parametrize("depth", [900, 3000])
@pytest.mark.parametrize("form", ["select {}1{}", "select * from {}select 1{}"])
def test_too_many_levels_of_brackets_are_not_called_memory(form, depth):
    try:
        sql_sandbox.answer(form.format("(" * depth, ")" * depth))
    except sql_sandbox.Unanswered as error:
        assert "memory" not in str(error)
