"""Ranks as ranges, quarters, changes and correlations: worked out a second time, in Python."""

import math

import pandas as pd
import pytest


@pytest.fixture(scope="module")
def figures(demonstration_build):
    return demonstration_build.execute("""
        select figures.* exclude (lower, upper), polarity, kind, limits.lower, limits.upper
        from figures
        inner join indicator_labels using (indicator)
        left join figure_limits as limits
            on figures.indicator = limits.indicator and figures.area_code = limits.area_code
            and figures.period_end = limits.period_end and limits.basis <> 'complete'
        where area_type = 'authority' and value is not null and kind <> 'count'
            and figures.period_end = date '2026-08-31'""").df()


def test_a_rank_is_as_wide_as_its_limits_allow(demonstration_build, figures):
    told = demonstration_build.execute(
        "select * from rank_ranges where period_end = date '2026-08-31'"
    ).df()
    told = told.set_index(["indicator", "area_code"])
    for indicator, part in figures.groupby("indicator"):
        sense = -1 if part["polarity"].iloc[0] == "lower_is_better" else 1
        good = part["value"] * sense
        ends = pd.DataFrame(
            {"a": part["lower"].fillna(part["value"]), "b": part["upper"].fillna(part["value"])}
        )
        low, high = (ends * sense).min(axis=1), (ends * sense).max(axis=1)
        for i in part.index:
            row = told.loc[(indicator, part["area_code"][i])]
            assert row["place"] == (good > good[i]).sum() + 1
            if pd.isna(part["lower"][i]):
                assert pd.isna(row["first_place"])
                continue
            assert row["first_place"] == (low > high[i]).sum() + 1
            assert row["last_place"] == len(part) - (high < low[i]).sum()
            assert row["first_place"] <= row["place"] <= row["last_place"]


def test_no_quarter_where_no_way_is_better_or_areas_are_too_few(demonstration_build):
    wrong = demonstration_build.execute("""
        select count(*) from rank_ranges inner join indicator_labels using (indicator)
        where (polarity = 'neutral' or areas < 4) <> (band is null)""").fetchone()
    assert wrong == (0,)


def test_a_change_crosses_no_break_and_no_more_than_five_years(demonstration_build):
    wrong = demonstration_build.execute("""
        select count(*) from improvements
        where years not between 1 and 5 or exists (
            select 1 from series_breaks
            where series_breaks.indicator = improvements.indicator
                and broken_on > from_end and broken_on <= period_end)""").fetchone()
    assert wrong == (0,)


@pytest.mark.parametrize(
    ("r", "n", "lower", "upper"),
    [(0.5, 28, 0.156, 0.736), (0.0, 103, -0.194, 0.194), (0.9, 10, 0.624, 0.976)],
)
def test_interval_of_a_correlation(demonstration_build, r, n, lower, upper):
    """0.5 of 28 pairs: a textbook value; the others by Fisher's z in Python."""
    told = demonstration_build.execute(
        f"select correlation_lower({r}, {n}), correlation_upper({r}, {n})"
    ).fetchone()
    assert told == pytest.approx((lower, upper), abs=6e-4)
    z, half = math.atanh(r), 1.959963984540054 / math.sqrt(n - 3)
    assert told == pytest.approx((math.tanh(z - half), math.tanh(z + half)), abs=1e-12)


def test_no_interval_of_few_pairs(demonstration_build):
    assert demonstration_build.execute("select correlation_lower(0.5, 9)").fetchone() == (None,)


def test_weights_of_a_theme_come_to_a_hundred(demonstration_build):
    sums = demonstration_build.execute(
        "select sum(weight_share) from effective_weights group by framework, theme"
    ).fetchall()
    assert sums
    assert all(total == pytest.approx(100) for (total,) in sums)
