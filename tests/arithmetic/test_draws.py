"""Promise: drawn numbers are as random as they say; percentiles agree with another library."""

import duckdb
import pytest
from scipy import stats

from kit.store import sqlfile
from kit.store.paths import PROJECT


@pytest.fixture(scope="module")
def base():
    base = duckdb.connect()
    for text in sqlfile.read_macros(PROJECT / "queries").values():
        base.execute(text)
    return base


@pytest.mark.parametrize("df", [1, 2, 3, 7, 13, 29, 30, 31, 50, 200, 5000])
def test_percentiles_of_student(base, df):
    ours = base.execute("select t_95(?)", [df]).fetchone()[0]
    assert ours == pytest.approx(stats.t.ppf(0.975, df), rel=2e-6)


def test_draws_follow_their_distributions(base):
    drawn = base.execute("""
        select hash(hash('seed', draw, item)) as h, uniform_draw(h) as u, normal_draw(h) as z
        from range(1000) as draws (draw), range(40) as items (item)""").fetchnumpy()
    assert stats.kstest(drawn["u"], "uniform").pvalue > 0.001
    assert stats.kstest(drawn["z"], "norm").pvalue > 0.001


def test_draws_of_neighbouring_items_are_not_alike(base):
    alike = base.execute("""
        with drawn as (
            select draw, item, normal_draw(hash(hash('seed', draw, item))) as z
            from range(20000) as draws (draw), range(1, 3) as items (item))
        select corr(one.z, two.z), corr(one.z, later.z)
        from drawn as one
        inner join drawn as two on one.draw = two.draw and one.item = 1 and two.item = 2
        inner join drawn as later on one.draw + 1 = later.draw and later.item = 1""").fetchone()
    assert all(abs(each) < 0.03 for each in alike)


def test_a_drawn_figure_has_the_interval_it_was_drawn_from(base):
    low, middle, high, none = base.execute("""
        select drawn_figure(60, 40, 70, -z_95()), drawn_figure(60, 40, 70, 0),
            drawn_figure(60, 40, 70, z_95()), drawn_figure(60, null, null, 1.5)""").fetchone()
    assert (low, middle, high, none) == (40, 60, 70, 60)


@pytest.mark.parametrize(
    ("value", "sense", "level"),
    [(29.9, 1, 1), (30, 1, 2), (79, 1, 3), (80, 1, 4), (None, 1, None)],
)
def test_a_level_is_reached_at_its_cut_point(base, value, sense, level):
    got = base.execute(
        "select level_reached(cast(? as double), ?, [30, 50, 80], [1, 2, 3, 4])", [value, sense]
    )
    assert got.fetchone() == (level,)


@pytest.mark.parametrize(
    ("mean", "weakest", "allowance", "level"),
    [(2.5, 1, 0, 1), (2.5, 1, 1, 2), (2.5, 1, None, 3), (2.49, 2, 1, 2), (None, None, 0, None)],
)
def test_a_theme_stands_no_higher_than_its_rule_allows(base, mean, weakest, allowance, level):
    got = base.execute("select theme_level(?, ?, ?)", [mean, weakest, allowance]).fetchone()
    assert got == (level,)
