"""The label and the tables of a SQL file, and every way in which they can be wrong."""

import shutil

import duckdb
import pytest

from kit.store import sqlfile
from kit.store.paths import PROJECT


@pytest.fixture
def queries(tmp_path):
    folder = tmp_path / "queries"
    folder.mkdir()
    shutil.copy(PROJECT / "queries" / "label.toml", folder)
    (folder / "macros.sql").write_text(
        "create or replace macro twice(x) as x * 2;\n"
        "create or replace macro fourfold(x) as twice(twice(x));\n",
        encoding="utf-8",
    )
    return folder


def written(queries, place, text):
    path = queries / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return sqlfile.read(path, queries)


MART = "-- title: Things\n-- grain: one row\n--   per thing\n\n"


def test_the_label_is_read_with_continued_lines(queries):
    file = written(queries, "marts/things.sql", MART + "select 1 as a")
    assert file.label == {"title": "Things", "grain": "one row per thing"}
    assert not file.faults


def test_tables_are_those_read_not_those_named_inside(queries):
    file = written(
        queries,
        "marts/things.sql",
        MART
        + """
        with near as (select * from stg_a__b where exists (select 1 from Others))
        select fourfold(n) from near join (select * from thirds) as t using (n)""",
    )
    assert file.reads == {"stg_a__b", "others", "thirds"}
    assert sqlfile.macros_used(file.calls, sqlfile.read_macros(queries)) == ["fourfold", "twice"]


def test_all_faults_of_a_label_are_told_at_once_with_line_and_remedy(queries):
    file = written(
        queries,
        "indicators/reach/thing.sql",
        "-- title: Things\n-- question: How many\n-- colour: red\n-- kind: percent\n"
        "-- owner: one\n-- checked_by: two\n\nselect 1",
    )
    said = "\n".join(map(str, file.faults))
    for expected in (
        "thing.sql:2: `question` must be a question",
        "thing.sql:3: `colour` is not a key",
        "thing.sql:4: `kind` says “percent”: say one of percentage",
        "`theme` is missing: add",
        "thing.sql:6: `checked_by` is not a key",
    ):
        assert expected in said


def test_a_syntax_error_names_line_and_column(queries):
    file = written(queries, "marts/things.sql", MART + "select a,\n  b fro things")
    fault = file.faults[0]
    assert (fault.line, "^" in fault.excerpt) == (6, True)
    assert "syntax error" in fault.message


def test_two_queries_in_a_file_are_refused(queries):
    file = written(queries, "marts/things.sql", MART + "select 1; select 2")
    assert "exactly one query" in str(file.faults[0])


def test_a_statement_that_is_no_query_is_refused(queries):
    file = written(queries, "marts/things.sql", MART + "drop table things")
    assert file.faults


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("marts/Things.sql", "name must match"),
        ("staging/things.sql", "name must match"),
        ("mart/things.sql", "is not a layer"),
    ],
)
def test_names_and_layers_are_held_to_the_rule(queries, place, said):
    assert said in str(written(queries, place, MART + "select 1").faults[-1])


def test_a_step_is_worked_out_again_over_supposed_rows(queries):
    written(queries, "assessment/doubled.sql", MART + "select n * 2 as n from numbers")
    text = (
        "with numbers as (select 21 as n) "
        "select then_doubled.n, doubled.n from doubled as then_doubled, main.doubled as doubled"
    )
    assert sqlfile.worked_again(text, {}, queries) == text
    again = sqlfile.worked_again(text, {"again": "doubled"}, queries)
    with duckdb.connect() as base:
        base.execute("create table doubled as select 7 as n")
        assert base.execute(again).fetchall() == [(42, 7)]


def test_a_step_is_worked_out_again_wherever_it_is_read(queries):
    """By join as by from; but rows that the question names after the step are read as they are."""
    written(queries, "assessment/doubled.sql", MART + "select n * 2 as n from numbers")
    read = """
with numbers as (select 21 as n),
{own}
other as (select 1 as k)
select doubled.n from other
inner join doubled on true
"""
    own = """doubled as (
    select n + 1 as n from doubled
),
"""
    with duckdb.connect() as base:
        base.execute("create table doubled as select 7 as n")
        for text, expected in ((read.format(own=""), 42), (read.format(own=own), 43)):
            again = sqlfile.worked_again(text, {"again": "doubled"}, queries)
            assert base.execute(again).fetchall() == [(expected,)]
