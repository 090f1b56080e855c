"""Promise: a sealed process reaches nothing, though no gate stands before it, and always ends."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from kit.store import building, sealed, sql_sandbox
from kit.store.paths import PROJECT, Collection
from tests.small_numbers import jail

BIG = "range(100000000000)"
RUNAWAYS = (
    f"select count(*) from {BIG}",
    f"select sum(a.range * b.range) from {BIG} as a, range(1000) as b",
    f"select range from {BIG} order by hash(range)",
    f"select max(range) over (order by -range) from {BIG}",
    "select count(distinct range) from range(10000000000)",
    "select list(range) from range(10000000000)",
    "select string_agg(range::varchar, ',') from range(10000000000)",
    "select unnest(generate_series(1, 100000000000))",
    "select len(range(100000000000))",
    "select repeat('x', 3900000000)",
    "select rpad('x', 3900000000, 'y')",
    "select string_split(repeat('a,', 1900000000), ',')",
    "with recursive t as (select 1 as n union all select n + 1 from t) select max(n) from t",
    "with recursive t as (select 'x' as s union all select s || s from t) select s from t",
    "select a.area_code from figures a, figures b, figures c, figures d order by hash(a.value)",
    "select list_reduce(range(5000000000), lambda x, y: x + y)",
    "select levenshtein(repeat('ab', 4000000), repeat('ba', 4000000))",
    "select list_sort(range(1000000000))",
    f"select histogram(range) from {BIG}",
    "select count(*) from figures a join figures b on a.value < b.value join figures c "
    "on b.value < c.value join figures d on c.value < d.value",
)


@pytest.fixture(autouse=True)
def served(demonstration_store, monkeypatch):
    monkeypatch.setenv("CAA_STORE", str(demonstration_store))
    monkeypatch.setattr("sys.argv", ["dashboard.py", "--data", "demonstration"])


@pytest.mark.skipif(
    "no file can be opened" not in sealed.holding(), reason="this system cannot shut a process in"
)
def test_nothing_is_reached_without_a_gate():
    path = building.open_path(Collection.open("demonstration"))
    done = subprocess.run(
        [sys.executable, "-B", "-m", "tests.small_numbers.jail", str(path)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "", done.stdout
    assert len(jail.STATEMENTS) >= 44


def test_every_runaway_is_stopped(monkeypatch):
    monkeypatch.setattr(sql_sandbox, "SECONDS", 3)

    def tried(pair):
        number, sql = pair
        try:
            return sql, sql_sandbox.answer(sql, f"reader {number}").rows
        except sql_sandbox.Unanswered as why:
            return None if "others are asking" not in str(why).lower() else (sql, why)

    with ThreadPoolExecutor(2) as two:  # as many as are answered at once
        answered = [found for found in two.map(tried, enumerate(RUNAWAYS)) if found]
    assert not answered
    assert len(RUNAWAYS) >= 19
