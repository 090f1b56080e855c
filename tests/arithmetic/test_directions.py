"""Promise: the recent trend is that of Fingertips, written a second time from its guidance."""

import random
from math import log

import duckdb
import pytest

from kit.store import sqlfile
from kit.store.paths import PROJECT

QUERIES = PROJECT / "queries"
TEXT = sqlfile.read(QUERIES / "assessment" / "directions.sql", QUERIES).text


def directions(series, kind="percentage", polarity="higher_is_better", broken_on=None):
    """Return what is said of each point of `series`: (year, numerator, denominator or None)."""
    with duckdb.connect() as base:
        for text in sqlfile.read_macros(QUERIES).values():
            base.execute(text)
        base.execute(
            "create table indicator_labels as select 'x' as indicator, $1 as kind, "
            "'people' as counts, $2 as polarity",
            [kind, polarity],
        )
        base.execute("create table series_breaks (indicator text, broken_on date, why text)")
        if broken_on:
            base.execute("insert into series_breaks values ('x', ?, 'new rules')", [broken_on])
        base.execute(
            "create table figures (indicator text, area_code text, period_end date, "
            "numerator double, denominator double, value double, lower double, "
            "upper double)"
        )
        base.executemany(
            "insert into figures select 'x', '001', make_date($1, 8, 31), $2, $3, "
            f"rate($2, $3, 100), interval_lower('{kind}', 'people', $2, $3, 100), "
            f"interval_upper('{kind}', 'people', $2, $3, 100)",
            series,
        )
        return [
            row[0]
            for row in base.execute(
                f"select direction from ({TEXT}) order by period_end"
            ).fetchall()
        ]


def slope(points):
    w = sum(each[0] for each in points)
    x = sum(each[0] * each[1] for each in points) / w
    y = sum(each[0] * each[2] for each in points) / w
    spread = sum(each[0] * (each[1] - x) ** 2 for each in points)
    return sum(each[0] * (each[1] - x) * (each[2] - y) for each in points) / spread, spread


def expected(series, kind, limits):
    if kind == "percentage":
        points = [(1, x, log(n / (d - n))) for x, n, d in series]
        p = sum(n for _, n, _ in series) / sum(d for _, _, d in series)
        middle = sum(d * x for x, _, d in series) / sum(d for _, _, d in series)
        score = sum((n - d * p) * (x - middle) for x, n, d in series)
        chi = score**2 / (p * (1 - p) * sum(d * (x - middle) ** 2 for x, _, d in series))
    else:
        points = [
            (((high - low) / (2 * 1.959963984540054)) ** -2, x, 100 * n / d)
            for (x, n, d), (low, high) in zip(series, limits, strict=True)
        ]
        found, spread = slope(points)
        chi = found**2 * spread
    slopes = [slope(points)[0]] + [
        slope(points[:out] + points[out + 1 :])[0] for out in range(len(points))
    ]
    if chi <= 9.549536 or not (all(s > 0 for s in slopes) or all(s < 0 for s in slopes)):
        return "no significant change"
    return "improving" if slopes[0] > 0 else "worsening"


@pytest.mark.parametrize("kind", ["percentage", "rate"])
def test_against_a_second_road(kind):
    draw, told = random.Random(5), []
    with duckdb.connect() as base:
        for text in sqlfile.read_macros(QUERIES).values():
            base.execute(text)
        for _ in range(60):
            start, drift = draw.uniform(0.1, 0.6), draw.uniform(-0.06, 0.06)
            series = []
            for year in range(2017, 2022):
                d = draw.randint(80, 900)
                share = start + drift * (year - 2017) + draw.uniform(-0.05, 0.05)
                series.append((year, min(max(round(d * share), 12), d - 1), d))
            limits = [
                base.execute(
                    f"select interval_lower('rate', 'people', {n}, {d}, 100), "
                    f"interval_upper('rate', 'people', {n}, {d}, 100)"
                ).fetchone()
                for _, n, d in series
            ]
            told.append(expected(series, kind, limits))
            assert directions(series, kind)[-1] == told[-1], series
    assert set(told) == {"improving", "worsening", "no significant change"}


RISING = [(year, 20 + 8 * (year - 2017), 100) for year in range(2017, 2023)]


def test_under_five_points_a_gap_or_a_break():
    assert directions(RISING[:4]) == ["cannot be calculated"] * 4
    assert directions(RISING)[3:] == ["cannot be calculated", "improving", "improving"]
    gap = [point for point in RISING if point[0] != 2019]
    assert directions(gap)[-1] == "cannot be calculated"
    assert directions(RISING, broken_on="2018-09-01")[-1] == "cannot be calculated"
    assert directions([(year, None, None) for year, _, _ in RISING]) == []


def test_words_follow_the_polarity():
    assert directions(RISING, polarity="lower_is_better")[-1] == "worsening"
    assert directions(RISING, polarity="neutral")[-1] == "increasing"
    falling = [(year, 70 - n, d) for year, n, d in RISING]
    assert directions(falling, polarity="neutral")[-1] == "decreasing"
    assert directions([(year, 50, 100) for year, _, _ in RISING])[-1] == "no significant change"
    assert directions([(year, 0, 100) for year, _, _ in RISING])[-1] == "no significant change"


def test_one_wild_year_is_no_trend():
    series = [(2017, 40, 100), (2018, 41, 100), (2019, 40, 100), (2020, 39, 100), (2021, 80, 100)]
    assert directions(series)[-1] == "no significant change"
