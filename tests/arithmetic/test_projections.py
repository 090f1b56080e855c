"""Promise: projections agree with a road written apart from the SQL."""

import math

import duckdb
import numpy as np
import pytest
from scipy import stats

from kit.store import sqlfile
from kit.store.paths import PROJECT

QUERIES = PROJECT / "queries"


def run(name, tables):
    base = duckdb.connect()
    for text in sqlfile.read_macros(QUERIES).values():
        base.execute(text)
    for text in tables:
        base.execute(text)
    return base.execute(sqlfile.path_of(QUERIES, name).read_text(encoding="utf-8"))


def project(values, *, kind="percentage", reach=None, broken_on=None):
    """Project from one value a year, 2016 on, the first three years ahead of the last."""
    rows = ", ".join(
        f"('x', '001', date '{2016 + i}-08-31', {value}, "
        f"{value - reach[i] if reach else 'null'}, {value + reach[i] if reach else 'null'})"
        for i, value in enumerate(values)
    )
    answer = run(
        "projections",
        [
            "create table figures (indicator text, area_code text, period_end date, value double, "
            "lower double, upper double)",
            f"insert into figures values {rows}",
            "create table series_breaks (indicator text, broken_on date)",
            f"insert into series_breaks values ('x', '{broken_on or '1990-01-01'}')",
            "create table indicator_labels (indicator text, kind text)",
            f"insert into indicator_labels values ('x', '{kind}')",
        ],
    ).fetchall()
    last = f"{2015 + len(values)}-08-31"
    return [row[5:8] for row in answer if str(row[2]) == last]


def by_hand(values, weights, ahead, least):
    """Weighted least squares from its matrices; the interval of a new observation."""
    x = np.arange(len(values), dtype=float)
    design = np.column_stack([np.ones_like(x), x])
    w = np.asarray(weights, dtype=float)
    inverse = np.linalg.inv(design.T @ (design * w[:, None]))
    beta = inverse @ (design.T @ (w * values))
    left = values - design @ beta
    variance = max(float(np.sum(w * left**2)) / (len(x) - 2), least)
    new = np.array([1, x[-1] + ahead])
    spread = math.sqrt(variance * (1 / w.mean() + new @ inverse @ new))
    middle, reach = new @ beta, stats.t.ppf(0.975, len(x) - 2) * spread
    return middle, middle - reach, middle + reach


VALUES = np.array([40.0, 42.5, 41.8, 44.9, 46.2, 45.9, 48.8])


def test_without_intervals_it_is_ordinary_least_squares():
    for ahead, got in enumerate(project(VALUES, kind="days"), 1):
        assert got == pytest.approx(by_hand(VALUES, np.ones(7), ahead, 0), rel=1e-6)


def test_with_intervals_each_point_weighs_by_its_own():
    reach = [4, 2, 3, 2, 1, 2, 5]
    weights = [(1.959963984540054 / each) ** 2 for each in reach]
    for ahead, got in enumerate(project(VALUES, reach=reach), 1):
        assert got == pytest.approx(by_hand(VALUES, weights, ahead, 1), rel=1e-6)


def test_a_perfect_line_is_no_surer_than_its_points():
    straight = np.arange(40.0, 47.0)
    value, lower, upper = project(straight, reach=[3] * 7)[0]
    assert value == pytest.approx(47)
    assert upper - lower > 6


def test_at_most_the_last_ten_points():
    values = np.concatenate([[90.0, 5.0], np.linspace(20, 40, 10) + [1, -1] * 5])
    assert project(values, kind="days")[0] == pytest.approx(
        by_hand(values[2:], np.ones(10), 1, 0), rel=1e-6
    )


def test_it_stays_where_its_kind_can_lie():
    steep = [70, 78, 84, 90, 97]
    assert project(steep)[2][2] == 100
    assert project([9, 7, 5, 3, 1], kind="amount")[2][1] == 0
    assert project([9, 7, 5, 3, 1], kind="difference")[2][1] < 0


@pytest.mark.parametrize(("values", "broken_on"), [(VALUES[:4], None), (VALUES, "2019-09-01")])
def test_too_few_points_or_a_break_project_nothing(values, broken_on):
    assert project(values, broken_on=broken_on) == []
