"""Promise: the arithmetic of levels agrees with SciPy and with the simulation's own."""

import csv

import duckdb
import numpy as np
import pytest
from scipy.stats import binom, norm

from kit.store import sqlfile
from kit.store.paths import PROJECT
from tests.benchmarks import level_rules

POINTS, LEVELS = "[35.0, 50.0, 70.0]", "[1, 2, 3, 4]"


@pytest.fixture(scope="module")
def base():
    with duckdb.connect() as made:
        for text in sqlfile.read_macros(PROJECT / "queries").values():
            made.execute(text)
        yield made


def one(base, expression):
    return base.execute(f"select {expression}").fetchone()[0]


@pytest.mark.parametrize("z", [-3.2, -1.0, -0.1, 0.0, 0.7, 1.2816, 2.9])
def test_the_normal_distribution(base, z):
    assert one(base, f"normal_share({z})") == pytest.approx(norm.cdf(z), abs=2e-7)


@pytest.mark.parametrize("share", [0.5, 0.2, 0.1, 0.05, 0.025, 0.001])
def test_the_normal_quantile(base, share):
    assert one(base, f"normal_above({share})") == pytest.approx(norm.isf(share), abs=5e-4)


@pytest.mark.parametrize(("n", "d"), [(0, 12), (3, 10), (20, 40), (80, 80)])
@pytest.mark.parametrize("z", [-1.2816, 0.0, 1.2816])
def test_a_score_limit_is_where_the_score_test_turns(base, n, d, z):
    """At the limit the observed share lies z standard errors away, the errors taken there."""
    limit = one(base, f"score_limit({n}.0, {d}.0, {z})")
    assert limit == pytest.approx(level_rules.limit(float(n), float(d), z) / 100, abs=1e-12)
    error = np.sqrt(max(limit * (1 - limit), 0) / d)
    assert n / d - limit == pytest.approx(-z * error, abs=1e-9)


@pytest.mark.parametrize(("n", "d", "z"), [(0, 10, 1.28), (3, 10, -1.28), (58, 60, 2), (7, 9, -3)])
def test_a_score_limit_turns_back_into_its_proportion(base, n, d, z):
    centre = one(base, f"score_centre(score_limit({n}, {d}, {z}), {d}, {z})")
    assert centre == pytest.approx(n / d, abs=1e-9)


def test_a_figure_is_as_sure_as_its_cases(base):
    """Of 40 cases the 10 % limits hold the truth about four times in five, as binomials fall."""
    truth, cases = 0.6, 40
    n = np.arange(cases + 1)
    inside = [
        one(base, f"figure_at('percentage', {100 * k / cases}, 0, 100, {cases}, 100, -1.2816)")
        <= 100 * truth
        <= one(base, f"figure_at('percentage', {100 * k / cases}, 0, 100, {cases}, 100, 1.2816)")
        for k in n
    ]
    assert binom.pmf(n, cases, truth)[inside].sum() == pytest.approx(0.8, abs=0.06)


def test_all_who_were_asked_leave_no_chance(base):
    assert one(base, "cases_of_sample(18, 18)") is None
    assert one(base, "cases_of_sample(18, 35)") == pytest.approx(18 * 34 / 17)
    assert one(base, "cases_of_sample(18, null)") == 18
    assert one(base, "figure_at('percentage', 50.0, 30, 70, null, 100, 1.3)") == 50


@pytest.mark.parametrize("value", [0, 19.9, 20, 27.5, 35, 42.5, 50, 60, 70, 80, 90, 100])
def test_a_height_is_the_simulations_and_turns_back_into_the_value(base, value):
    height = one(base, f"ladder_height({float(value)}, 1, {POINTS}, {LEVELS})")
    assert height == pytest.approx(float(level_rules.height(value)), abs=1e-9)
    if 20 < value < 90:
        back = one(base, f"value_at_height({height}, {POINTS}, {LEVELS})")
        assert back == pytest.approx(value, abs=1e-9)


def test_where_low_is_better_the_ladder_turns_round(base):
    heights = [
        one(base, f"ladder_height({value}.0, -1, [60.0, 40.0, 20.0], {LEVELS})")
        for value in (90, 60, 50, 40, 20, 0)
    ]
    assert heights == pytest.approx([0.5, 1.5, 2.0, 2.5, 3.5, 4.5])


def test_a_run_is_named_in_words(base):
    assert one(base, "levels_named(3, 3)") == "3"
    assert one(base, "levels_named(2, 3)") == "2 or 3"
    assert one(base, "run_told('numbered', 2, 2, ['a', 'b'])") == "level 2 (b)"
    assert one(base, "run_told('named', 1, 2, ['a', 'b'])") == "“a” or “b”"


def test_the_shipped_characteristics_are_those_of_the_simulation():
    """A quick run of the same simulation, with fewer draws, agrees within its own noise."""
    with level_rules.TABLE.open(encoding="utf-8", newline="") as lines:
        shipped = list(csv.DictReader(lines))
    quick = level_rules.table(runs=20)
    assert len(shipped) == len(quick)
    for kept, now in zip(shipped, quick, strict=True):
        for name in level_rules.OUTCOMES:
            assert float(kept[name]) == pytest.approx(now[name], abs=7), (kept, now)
    assert np.mean([float(row["named_wrong"]) for row in shipped]) <= 5
