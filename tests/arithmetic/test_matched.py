"""Promise: like is compared with like, by pairs and intervals that can be worked out by hand."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from scipy.optimize import linear_sum_assignment

from kit.store import building, matching
from tests.build.conftest import house  # noqa: F401
from tests.build.test_building import edit, rows

# Student's sleep data, 1908: R's t.test(extra ~ group, paired = TRUE) gives 0.7001142 to 2.4598858
SLEEP = np.array([1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4])
FILE = """-- title: Who did and who did not
-- grain: a unit
-- private: small
-- matched: size

select
    'all' as comparison, 'one' as stratum, 'u' || i as unit, 'c' || i as cluster, 'b' || i as block,
    i % 2 = 0 as is_treated, i as before, i + if(i % 2 = 0, 3, 1) + i % 3 as after, i as size
from range(40) as t(i)
"""


def units(*told):
    """Rows of (unit, is_treated, before, after), with `size` to match on and other keys given."""
    return pd.DataFrame(
        [
            {"comparison": "c", "stratum": "s", "cluster": unit, "unit": unit, "is_treated": one}
            | {"block": unit}
            | {"before": before, "after": after, "size": before}
            | dict(*more)
            for unit, one, before, after, *more in told
        ]
    )


def answer(given, alike=("size",)):
    names = [name.split()[0] for name in matching.columns([*alike])]
    return [dict(zip(names, row, strict=True)) for row in matching.compare_matched(given, [*alike])]


# Standard deviation of all `before`: 13.6, so the two of a pair may lie 3.4 apart.
SIX = units(
    ("a", True, 10.0, 12.0),
    ("b", True, 11.0, 12.0),
    ("x", False, 10.9, 10.9),
    ("y", False, 12.0, 12.5),
    ("low", False, 0.0, 9.0),
    ("high", False, 40.0, 9.0),
)


def test_the_closest_pairing_of_all_not_the_closest_pair_first():
    """x is nearest to both. a–x and b–y cost 0.9² + 1² = 1.81; b–x and a–y 0.1² + 2² = 4.01."""
    [got] = answer(SIX)
    assert (got["treated"], got["untreated"], got["pairs"], got["clusters"]) == (2, 4, 2, 2)
    assert (got["before_treated"], got["before_untreated"]) == pytest.approx((10.5, 11.45))
    assert (got["after_treated"], got["after_untreated"]) == pytest.approx((12, 11.7))
    assert got["effect"] == pytest.approx(1.25)  # a 2 and x 0; b 1 and y 0.5
    # a 2 more, b 0.5 more: half their distance, 0.75, times t of one degree of freedom, 12.7062
    assert (got["lower"], got["upper"]) == pytest.approx((1.25 - 9.52965, 1.25 + 9.52965), abs=1e-4)


def test_balance_by_hand():
    """Variances 0.5 of a, b and 291.2358 of the four: root of their mean 12.0776."""
    [got] = answer(SIX)
    assert got["size_before_matching"] == pytest.approx((10.5 - 15.725) / 12.0776, abs=1e-4)
    assert got["size_after_matching"] == pytest.approx((10.5 - 11.45) / 12.0776, abs=1e-4)


def test_nobody_beyond_the_caliper_is_like():
    """y is like either, and serves once. With x at 15 the caliper is 3.4: b is 4 from it, a 5."""
    [got] = answer(SIX.replace({"before": {10.9: 15.0}, "size": {10.9: 15.0}}))
    assert got["pairs"] == 1
    assert got["before_treated"] == 11  # b, the nearer
    assert got["lower"] is None


def test_more_pairs_come_before_closer_ones():
    """b has x alone within its caliper of 1; a could have x too, but leaves it to b."""
    [got] = answer(
        units(
            ("a", True, 10.0, 10.0),
            ("b", True, 10.9, 11.9),
            ("x", False, 10.1, 11.1),
            ("y", False, 9.2, 9.2),
            ("low", False, 6.0, 0.0),
            ("high", False, 16.5, 0.0),
        )
    )
    assert (got["pairs"], got["effect"]) == (2, pytest.approx(0))


def test_strata_are_never_crossed_and_a_unit_serves_once_in_all_of_them():
    given = units(
        *(("a", True, 10.0, 11.0, {"stratum": "s1"}), ("x", False, 10.1, 10.0, {"stratum": "s1"})),
        *(("b", True, 10.0, 11.0, {"stratum": "s2"}), ("x", False, 10.1, 10.0, {"stratum": "s2"})),
        ("c", True, 10.0, 11.0, {"stratum": "s3"}),
        *(("far", False, 50.0, 0.0, {"stratum": stratum}) for stratum in ("s1", "s2")),
    )
    [got] = answer(given)
    assert (got["treated"], got["untreated"], got["pairs"]) == (3, 2, 1)


def test_the_interval_is_that_of_the_paired_t_test():
    low, high = matching.interval(SLEEP, np.arange(10))
    assert (low, high) == pytest.approx((0.7001142, 2.4598858), abs=1e-7)
    assert (low, high) == pytest.approx(stats.ttest_rel(SLEEP, 0 * SLEEP).confidence_interval())


def test_clusters_widen_it_by_the_sandwich():
    """Five clusters of two: G / (G - 1) · Σ (sum of a cluster's residuals)² / n², t of G - 1."""
    clusters = np.repeat(list("abcde"), 2)
    sums = [2 * (pair.mean() - SLEEP.mean()) for pair in SLEEP.reshape(5, 2)]
    reach = stats.t.ppf(0.975, 4) * np.sqrt(5 / 4 * np.sum(np.square(sums)) / 100)
    assert matching.interval(SLEEP, clusters) == pytest.approx((1.58 - reach, 1.58 + reach))
    assert matching.interval(SLEEP, np.repeat("a", 10)) == (None, None)


@pytest.mark.parametrize("seed", range(5))
def test_pairing_agrees_with_a_second_road(seed):
    """All pairs at once in one full table, by another solver."""
    random = np.random.default_rng(seed)
    given = units(
        *(
            (f"u{i:02}", i < 12, *random.normal(50, 5, 2), {"poverty": random.normal()})
            for i in range(42)
        )
    )
    [got] = answer(given, ("size", "poverty"))
    at = given[["size", "poverty"]].to_numpy()
    at = (at - at.mean(axis=0)) / at.std(axis=0, ddof=1)
    apart = at[:12, None] - at[None, 12:]
    cost = np.where((abs(apart) <= matching.CALIPER).all(axis=2), (apart**2).sum(axis=2), 1000)
    one, other = linear_sum_assignment(cost)
    kept = cost[one, other] < 1000
    change = (given["after"] - given["before"]).to_numpy()
    more = change[one[kept]] - change[12 + other[kept]]
    assert got["pairs"] == kept.sum() >= 2
    assert got["effect"] == pytest.approx(more.mean())
    wanted = stats.ttest_1samp(more, 0).confidence_interval()
    assert (got["lower"], got["upper"]) == pytest.approx(wanted)


def test_the_order_of_rows_does_not_matter():
    random = np.random.default_rng(1)
    given = units(*((f"u{i:03}", i % 3 == 0, *random.normal(50, 5, 2)) for i in range(200)))
    assert answer(given) == answer(given.sample(frac=1, random_state=2))


def test_a_file_that_says_matched_gets_its_table_as_a_step(house):  # noqa: F811
    (house[1] / "assessment" / "doers.sql").write_text(FILE, encoding="utf-8")
    built = building.build(*house)
    assert not built.faults, built.faults
    [(pairs, effect)] = rows(built.path, "select pairs, effect from doers_matched")
    assert pairs == 20
    assert 1 < effect < 3
    assert building.build(*house).build_id == built.build_id
    edit(house[1], "assessment/doers.sql", "if(i % 2 = 0, 3, 1)", "if(i % 2 = 0, 5, 1)")
    again = building.build(*house)
    assert {step.name for step in again.steps if step.status == "run"} == {"doers", "doers_matched"}


def test_a_column_that_is_not_there_is_told_and_what_is_made_is_private(house):  # noqa: F811
    path = house[1] / "assessment" / "doers.sql"
    path.write_text(FILE.replace("matched: size", "matched: weight"), encoding="utf-8")
    (house[1] / "assessment" / "told.sql").write_text(
        "-- title: Told\n-- grain: a unit\n\nselect effect from doers_matched", encoding="utf-8"
    )
    said = "\n".join(map(str, building.build(*house).faults))
    assert "weight" in said
    assert "`doers_matched` is private" in said


def test_a_placebo_finds_what_a_coin_finds():
    """Of three blocks of 1, 2 and 3 each, eight throws: 6, 4, 2, 0 and their negatives, of 6."""
    more, blocks = np.array([1.0, 2.0, 3.0]), np.array(list("abc"))
    chance, _ = matching.placebo(more, blocks)
    assert chance == pytest.approx(2 / 8, abs=0.03)  # all heads or all tails
    assert matching.placebo(more, np.repeat("a", 3)) == (None, None)


def test_a_test_at_95_per_cent_finds_one_in_twenty_where_there_is_nothing():
    dice = np.random.default_rng(4)
    blocks = np.repeat(np.arange(24), 5)
    more = dice.normal(0, 1, 120) + dice.normal(0, 1, 24)[blocks]
    _, found = matching.placebo(more, blocks)
    assert 0.02 < found < 0.08
