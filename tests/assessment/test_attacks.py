"""Promise: what a statistician would try first is within what the product says of itself.

Correlated answers, events that vary by more than chance, a benchmark of few areas: each with a mend
and, so that the test can fail, what came of it without.
"""

import duckdb
import numpy as np
import pytest

from kit.store import sqlfile
from kit.store.paths import PROJECT
from tests.assessment.conftest import RULES
from tests.benchmarks import level_rules

QUERIES = PROJECT / "queries"


def test_levels_are_seldom_wrong_where_errors_are_shared_or_larger_than_chance():
    for attack, without, mended in level_rules.attacks():
        assert without > 6, attack
        assert mended < 7, attack


@pytest.mark.parametrize(("sources", "shrink"), [(("s", "s"), 1), (("s", "t"), 0.5**0.5)])
def test_figures_of_one_source_err_together(world, sources, shrink):
    world.base.execute("""
        delete from framework_bearings where indicator = 'wait';
        update framework_bearings set theme = 'reach' where indicator = 'absence';
        insert into framework_cut_points (framework, indicator, level, from_value) values
            ('f', 'absence', 2, 70), ('f', 'absence', 3, 50), ('f', 'absence', 4, 20)""")
    for indicator, source in zip(("joint", "absence"), sources, strict=True):
        world.base.execute(
            "update indicator_labels set source = ?, uncertainty = 'process' where indicator = ?",
            [source, indicator],
        )
        world.know(indicator, "A", 2026, 20, 40)
    [(told,)] = world.ask("select distinct shrink from theme_levels where area_code = 'A'")
    assert told == pytest.approx(shrink)


def test_events_count_for_fewer_where_they_vary_by_more_than_chance(world):
    world.base.execute("update indicator_labels set uncertainty = 'process'")
    world.know("joint", "A", 2026, 20, 40)
    world.ask("select * from evidence")
    world.base.execute("""create or replace table area_noise as select 'joint' as indicator,
        'A' as area_code, 'own' as series, 'counts' as basis, 2.5 as dispersion""")
    told = world.base.execute(
        f"select distinct cases from ({RULES['evidence'].text}) "
        "where indicator = 'joint' and area_code = 'A' and cases is not null"
    )
    assert told.fetchall() == [(16,)]


@pytest.mark.parametrize("areas", [1, 3, 10])
@pytest.mark.parametrize("is_median", [False, True])
def test_one_comparison_in_twenty_differs_by_chance_however_few_it_is_set_beside(areas, is_median):
    """Everybody has the same true value; a benchmark taken for certain gives up to 17 in 100."""
    dice, cases = np.random.default_rng([areas, is_median]), 100
    own = dice.binomial(cases, 0.6, 20_000)
    others = dice.binomial(cases, 0.6, (20_000, areas))
    group = others.sum(1)
    beside = 100 * (np.median(others, 1) / cases if is_median else group / cases / areas)
    with duckdb.connect() as base:
        for text in sqlfile.read_macros(QUERIES).values():
            base.execute(text)
        drawn = {"own": own, "n": group, "beside": beside}
        base.register("drawn", {name: np.asarray(rows, float) for name, rows in drawn.items()})
        differ, by_own = base.execute(
            f"""
            with limited as (
                select own / {cases} * 100 as value, beside,
                    interval_lower('percentage', 'people', own, {cases}, 100) as lower,
                    interval_upper('percentage', 'people', own, {cases}, 100) as upper,
                    interval_lower('percentage', 'people', n, {cases * areas}, 100) as low,
                    interval_upper('percentage', 'people', n, {cases * areas}, 100) as high
                from drawn
            )
            select avg((set_beside(value, lower, upper, beside,
                    group_reach('counts', 1, beside - low, {is_median}, value - lower, {areas}),
                    group_reach('counts', 1, high - beside, {is_median}, upper - value, {areas}),
                    'neutral') <> 'similar')::int),
                avg((compared_with(value, lower, upper, beside, 'neutral') <> 'similar')::int)
            from limited"""
        ).fetchone()
    assert 0.03 < differ < 0.07
    assert by_own > differ
