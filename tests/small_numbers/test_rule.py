"""Promise: one rule for small numbers, said in the same words wherever it is said, and kept to.

The numbers in the words of data/reference/small_numbers.csv are those the SQL uses, and what a
table takes from closed tables leaves it rounded to what is displayed.
"""

import csv
import random
import re

import duckdb
import pytest

from kit.store import building, database, solving, sqlfile
from kit.store.paths import PROJECT, Collection
from tests.opened import html_at

QUERIES = PROJECT / "queries"
FILES = sqlfile.read_all(QUERIES)
RULES = list(csv.DictReader((PROJECT / "data/reference/small_numbers.csv").open(encoding="utf-8")))
HELD = {row["sources"].split(",")[0]: row["hidden"] for row in RULES if row["rule"] == "held"}
MOST = 60  # numbers tried, from 0


@pytest.fixture(autouse=True)
def served(demonstration_store, monkeypatch):
    monkeypatch.setenv("CAA_STORE", str(demonstration_store))
    monkeypatch.setattr("sys.argv", ["dashboard.py", "--data", "demonstration"])


@pytest.fixture(scope="module")
def base():
    with duckdb.connect() as made:
        for text in sqlfile.read_macros(QUERIES).values():
            made.execute(text)
        yield made


def held_by(base, condition: str) -> set[int]:
    """Return the numbers n, up to MOST, of which the condition is true."""
    rows = base.execute(f"select range from range({MOST}) t(range) where {condition}").fetchall()
    return {number for (number,) in rows}


def numbers(pattern: str, source: str) -> list[int]:
    """Return the numbers that the words about a source give in a phrase, which must be there."""
    found = re.search(pattern, HELD[source])
    assert found, (pattern, HELD[source])
    return [int(each.replace(",", "")) for each in found.groups()]


def test_counts_and_groups_of_pupils_are_hidden_as_it_is_said(base):
    low, high, not_low, not_high = numbers(r"[Cc]ounts of (\d+) to (\d+), all but (\d+) to (\d+)",
                                           "demonstration")  # fmt: skip
    assert held_by(base, "is_small_count(range)") == set(range(low, high + 1))
    assert (not_low, not_high) == (low, high)
    (group,) = numbers(r"groups of (\d+) or fewer", "demonstration")
    assert held_by(base, "is_small_group(range)") == set(range(1, group + 1))


def test_a_hidden_count_keeps_the_number_of_values_that_is_said(base):
    (values,) = numbers(r"at least (\d+) possible values", "demonstration")
    check = sqlfile.read(sqlfile.path_of(QUERIES, "hidden_count_can_be_solved"), QUERIES).text
    terms = ", ".join(f"'{name}' as {name}"
                      for name in ("reader", "what", "area_code", "of_day", "kind"))  # fmt: skip
    base.execute(
        f"create or replace table published_sums as select {terms}, range::varchar as cell, "
        f"true as is_guarded, false as remembers from range(1, {MOST})"
    )
    base.execute(
        "create or replace table published_sums_solved as select 'reader' as reader, "
        f"range::varchar as cell, 4 as lowest, 4 + range - 1 as highest from range(1, {MOST})"
    )
    found = {int(row[3]) for row in base.execute(check).fetchall()}
    assert found == set(range(1, values))  # by how many values each has
    assert solving.solve([("r", "e", "a", 1, 9, 0, 0, 9), ("r", "e", "b", 1, 9, 0, 0, 9)])


def test_leaders_are_hidden_as_it_is_said(base):
    source = "survey_answers"
    low, high = numbers(r"[Ii]tems with (\d+) to (\d+) answers", source)
    assert held_by(base, "hides_answers(1, range) and range > 10") == set()
    assert held_by(base, "is_few_answers(range)") == set(range(low, high + 1))
    (alike,) = numbers(r"items with (\d+) or fewer answers that are all alike", source)
    for same in ("hides_answers(range, range)", "hides_answers(0, range)"):
        assert held_by(base, same) == set(range(1, alike + 1))
    (under,) = numbers(r"groups with under (\d+) asked", source)
    assert held_by(base, "hides_leaders(0, range)") == set(range(1, under))
    low, high = numbers(r"asked or (\d+) to (\d+) who answered", source)
    assert held_by(base, "hides_leaders(range, 99)") == set(range(low, high + 1))


def test_posts_and_seats_are_hidden_as_it_is_said(base):
    few = held_by(base, "is_few_posts(range)")
    assert few == set(numbers(r"cost of (\d+) or (\d+) posts", "posts"))
    assert few == set(numbers(r"attendance of (\d+) or (\d+) seats", "attendance"))
    (nearest,) = numbers(r"to the nearest £([\d,]+)", "posts")
    asked = base.execute("select distinct rounded_cost(range) from range(0, 90000, 7)").fetchall()
    assert {cost for (cost,) in asked} == {nearest * step for step in range(90000 // nearest + 1)}


def test_no_days_compared_tell_more_of_a_post_than_its_band(base):
    """Posts come and go over thirty days: whatever each costs within its band, the table is the
    same to the last digit. Whoever compares all the days learns the band and nothing else."""
    draw = random.Random(1)
    texts = sqlfile.read(sqlfile.path_of(QUERIES, "coordination"), QUERIES).text
    costs = [draw.randint(0, 60_000) for _ in range(40)]
    made = []
    for each in (costs, [10_000 * ((cost + 5_000) // 10_000) for cost in costs]):
        with base.cursor() as own:
            own.execute("create or replace temp table area_snapshots as select '001' as area_code, "
                        "date '2020-08-31' + to_months(i::int)::interval as period_end "
                        "from range(30) as t(i)")  # fmt: skip
            own.execute("update area_snapshots set period_end = period_end::date")
            own.execute("create or replace temp table partnerships as select '001' as area_code, "
                        "'P' as partnership_id")  # fmt: skip
            own.execute("create or replace temp table active_partnerships as select *, 'P' as "
                        "partnership_id from area_snapshots")  # fmt: skip
            own.execute("create or replace temp table active_memberships as select 'S' as "
                        "institution_id, * from active_partnerships")  # fmt: skip
            own.execute("create or replace temp table posts as select i as post_id, 'P' as "
                        "partnership_id, 'authority' as paid_by, 0.5 as fte, date '2020-01-01' + "
                        "(i * 11)::int as started_on, case when i % 3 = 0 then date '2021-06-01' + "
                        "(i * 17)::int end as ended_on from range(40) as t(i)")  # fmt: skip
            own.execute("create or replace temp table post_costs as select i - 1 as post_id, "
                        "list_extract($1, i::int)::double as annual_cost, null as "
                        "annual_cost__missing from range(1, 41) as t(i)", [each])  # fmt: skip
            made.append(own.execute(f"select * from ({texts}) order by all").fetchall())
    assert made[0] == made[1]
    assert len({row[5] for row in made[0]}) > 15, "the cost of no two days differs"


def test_the_same_words_are_on_the_page_and_in_the_privacy_notice():
    page = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html_at("pages/evidence/how_we_judge.py")))
    notice = (PROJECT / "docs" / "privacy.md").read_text(encoding="utf-8")
    for row in RULES:
        assert row["hidden"] in page
        assert row["hidden"] in notice


def too_exact(base, table: str) -> list[str]:
    """Return the columns of a table with a value of more than two decimals, unless its counts are
    in the same row: then its digits tell no more than they do."""
    columns = {name: kind for name, kind, *_ in base.execute(f'describe "{table}"').fetchall()}
    counted = ["numerator", "denominator"]
    unless = f" and ({' is null or '.join(counted)} is null)" if columns.keys() > {*counted} else ""
    return [
        name
        for name, kind in columns.items()
        if kind in ("DOUBLE", "FLOAT") and name not in counted
        and base.execute(f'select count(*) from "{table}" where "{name}" <> round("{name}", 2)'
                         f"{unless}").fetchall()[0][0]
    ]  # fmt: skip


def test_what_leaves_closed_tables_is_rounded_to_what_is_displayed():
    """All other open tables are made of these: what they hold can be worked out from what is open.

    Posts are open with their working time, which `coordination` adds up, and so are the days from
    which the ages are counted that are figures without counts.
    """
    gates = [file.name for file in FILES if file.label.keys() & {"gate", "passes_on"}]
    assert len(gates) > 12
    found = {}
    with building.open_read_only(building.open_path(Collection.open("demonstration"))) as base:
        standing = {name for (name,) in base.execute("select table_name from duckdb_tables()")
                    .fetchall()}  # fmt: skip
        for table in sorted(standing.intersection(gates)):
            found |= {(table, name): True for name in too_exact(base, table)}
    assert set(found) == {("coordination", "fte"), ("figures", "value")}


def test_what_is_too_exact_is_noticed():
    with duckdb.connect() as base:
        base.execute("create table a as select 3 as numerator, 7 as denominator, 300 / 7 as value")
        base.execute("create table b as select null as numerator, 7 as denominator, 1 / 3 as value")
        assert too_exact(base, "a") == []
        assert too_exact(base, "b") == ["value"]


def test_no_number_of_rows_less_those_shown_is_that_of_what_is_hidden():
    """Rows of a register, less the answers shown, are the answers of the surveys that are hidden;
    a gap between lines that are told is as long as one."""
    private = building.current_path(Collection.open("demonstration"))
    with building.open_read_only(private) as base:
        sources = "select table_name, rows from build_sources where table_name like 'survey%'"
        rows = dict(base.execute(sources).fetchall())
        lines = base.execute(
            "select count(*), max(source_line) from stg_survey_answers__register"
        ).fetchall()[0]
    told = {*rows.values(), *lines}
    hidden = database.question("select 1 from survey_results where missing_reason = 'suppressed'")
    assert not hidden[0].empty and min(told) > 100
    with building.open_read_only(database.current().path) as base:
        columns = base.execute(
            "select table_name, column_name from duckdb_columns() where data_type in ('BIGINT', "
            "'INTEGER', 'HUGEINT', 'DOUBLE') and database_name = current_database()"
        ).fetchall()
        of_registers = [(table, column) for table, column in columns
                        if re.search("rows|lines|counted|stored|gone|added", column)]  # fmt: skip
        found = [
            (table, column)
            for table, column in of_registers
            if base.execute(f'select count(*) from "{table}" where "{column}" in '
                            f"({', '.join(map(str, told))})").fetchall()[0][0]
        ]  # fmt: skip
        assert base.execute("select count(*) from source_rows where table_name like 'survey%' "
                            "and source_lines is not null").fetchall() == [(0,)]  # fmt: skip
    assert len(of_registers) > 5 and not found
