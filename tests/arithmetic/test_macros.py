"""Promise: the shared arithmetic is right to the last digit. scipy gives a second opinion."""

import random
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from math import ceil, log
from pathlib import Path

import duckdb
import pytest
from scipy.optimize import brentq, curve_fit
from scipy.stats import binomtest, chi2, chi2_contingency, norm

MACROS = Path(__file__).parents[2] / "queries" / "macros.sql"


@pytest.fixture(scope="module")
def ask():
    """Give a function that answers one SQL expression."""
    base = duckdb.connect()
    base.execute(MACROS.read_text(encoding="utf-8"))
    yield lambda expression: base.execute(f"select {expression}").fetchone()[0]
    base.close()


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("wilson_lower(81, 263)", 0.2553),
        ("wilson_upper(81, 263)", 0.3662),
        ("wilson_lower(0, 20)", 0),
        ("wilson_upper(0, 20)", 0.1611),
        ("wilson_lower(20, 20)", 1 - 0.1611),
        ("wilson_upper(20, 20)", 1),
    ],
)
def test_wilson_published(ask, expression, expected):
    assert round(ask(expression), 4) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(("n", "d"), [(0, 1), (1, 1), (1, 7), (56, 70), (3, 100_000), (99, 100)])
def test_wilson_against_scipy(ask, n, d):
    low, high = binomtest(n, d).proportion_ci(method="wilson")
    assert ask(f"wilson_lower({n}, {d})") == pytest.approx(low, abs=1e-12)
    assert ask(f"wilson_upper({n}, {d})") == pytest.approx(high, abs=1e-12)


def test_byar_published(ask):
    assert round(ask("byars_lower(65)"), 6) == 50.163188
    assert round(ask("byars_upper(65)"), 6) == 82.849139
    assert ask("byars_lower(0)") == 0


@pytest.mark.parametrize("n", range(10))
def test_exact_poisson_against_scipy(ask, n):
    low = 0 if n == 0 else chi2.ppf(0.025, 2 * n) / 2
    assert ask(f"poisson_lower({n})") == pytest.approx(low, rel=1e-13)
    assert ask(f"poisson_upper({n})") == pytest.approx(chi2.ppf(0.975, 2 * n + 2) / 2, rel=1e-13)


@pytest.mark.parametrize(
    ("n", "d", "per"),
    [
        (0, 700, 1000),
        (3, 7, 100),
        (9, 2_000_000_000, 100),
        (10, 50, 1000),
        (2_147_483_647, 9, 100_000),
    ],
)
def test_a_rate_is_exact_under_ten_events_and_byars_from_ten(ask, n, d, per):
    if n < 10:
        limits = (chi2.ppf(0.025, 2 * n) / 2 if n else 0, chi2.ppf(0.975, 2 * n + 2) / 2)
    else:
        z = norm.ppf(0.975)
        limits = (
            n * (1 - 1 / (9 * n) - z / (3 * n**0.5)) ** 3,
            (n + 1) * (1 - 1 / (9 * (n + 1)) + z / (3 * (n + 1) ** 0.5)) ** 3,
        )
    for side, limit in zip(("lower", "upper"), limits, strict=True):
        found = ask(f"interval_{side}('rate', 'people', {n}, {d}, {per})")
        assert found == pytest.approx(limit * per / d, rel=1e-12)


def test_exact_poisson_only_for_whole_numbers_under_ten(ask):
    for n in ("10", "2.5", "-1", "null"):
        assert ask(f"poisson_lower({n})") is None
        assert ask(f"poisson_upper({n})") is None


def test_interval_chooses_the_method(ask):
    assert round(ask("interval_lower('rate', 'people', 5, 100, 100)"), 6) == 1.623486
    assert round(ask("interval_upper('rate', 'people', 5, 100, 100)"), 6) == 11.668332
    assert round(ask("interval_lower('rate', 'people', 65, 100, 100)"), 6) == 50.163188
    assert round(ask("interval_upper('percentage', 'people', 81, 263, 100)"), 2) == 36.62


@pytest.mark.parametrize(
    ("kind", "counts"),
    [("amount", "pounds"), ("days", "days"), ("percentage", "pounds"), ("count", "areas")],
)
def test_no_interval_where_it_would_mean_nothing(ask, kind, counts):
    assert ask(f"interval_lower('{kind}', '{counts}', 4, 6, 1)") is None
    assert ask(f"interval_upper('{kind}', '{counts}', 4, 6, 1)") is None


@pytest.mark.parametrize(
    "macro",
    [
        "percentage({n}, {d})",
        "rate({n}, {d}, 1000)",
        "quotient({n}, {d})",
        "wilson_lower({n}, {d})",
        "wilson_upper({n}, {d})",
        "interval_lower('percentage', 'people', {n}, {d}, 100)",
        "interval_upper('rate', 'people', {n}, {d}, 100)",
    ],
)
@pytest.mark.parametrize(("n", "d"), [("null", "5"), ("5", "null"), ("0", "0"), ("3", "0")])
def test_nothing_in_nothing_out(ask, macro, n, d):
    assert ask(macro.format(n=n, d=d)) is None


def test_more_than_the_whole_has_no_interval(ask):
    assert ask("percentage(6, 5)") == 120
    assert ask("wilson_lower(6, 5)") is None
    assert ask("wilson_upper(6, 5)") is None


@pytest.mark.parametrize(
    ("n", "d", "reason"),
    [
        ("null", "5", "not_collected"),
        ("null", "null", "not_collected"),
        ("5", "null", "not_available"),
        ("0", "0", "not_applicable"),
        ("0", "5", None),
    ],
)
def test_gap_reason(ask, n, d, reason):
    assert ask(f"gap_reason({n}, {d})") == reason
    assert (ask(f"percentage({n}, {d})") is None) == (reason is not None)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("2.675::double", 2, "2.68"),
        ("14.5", 0, "15"),
        ("percentage(29, 200)", 0, "15"),
        ("0.05", 1, "0.1"),
        ("-0.04", 1, "0.0"),
        ("-2.5", 0, "-3"),
        ("1234567.891", 1, "1,234,567.9"),
        ("57165600000::double", 0, "57,165,600,000"),
        ("1e-7::double", 2, "0.00"),
        ("0.49999999999999994::double", 0, "0"),
        ("1.005::double", 2, "1.01"),
        ("0.285::double", 2, "0.29"),
        ("99.95::double", 1, "100.0"),
        ("8", 0, "8"),
    ],
)
def test_shown_rounds_half_up_on_decimal_text(ask, value, decimals, text):
    assert ask(f"shown({value}, {decimals})") == text


def test_shown_rounds_as_decimal_arithmetic_does(ask):
    draw = random.Random(5)
    for _ in range(400):
        places, decimals = draw.randint(0, 6), draw.randint(0, 4)
        value = draw.randint(-(10**9), 10**9) / 10**places
        right = Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        text = f"{right + 0:,f}" if right else f"{abs(right):,f}"
        assert ask(f"shown({value!r}::double, {decimals})") == text


def test_shown_of_nothing(ask):
    assert ask("shown(null::double, 1)") is None


@pytest.mark.parametrize(
    ("day", "period", "text"),
    [
        ("2017-08-31", "academic_year", "2016/17"),
        ("2000-08-31", "academic_year", "1999/00"),
        ("2017-03-31", "financial_year", "2016-17"),
        ("2016-12-31", "calendar_year", "2016"),
        ("2026-03-31", "date", "31 Mar 2026"),
        ("2026-08-01", "date", "1 Aug 2026"),
        ("2016-12-31", "pooled_years", "years to 2016"),
    ],
)
def test_period_label(ask, day, period, text):
    assert ask(f"period_label(date '{day}', '{period}')") == text


def sql(value):
    return "null" if value is None else repr(value)


def test_newcombe_published(ask):
    # Newcombe 1998, table II, method 10: the eight worked contrasts.
    for (n1, d1, n2, d2), limits in {
        (56, 70, 48, 80): (0.0524, 0.3339),
        (9, 10, 3, 10): (0.1705, 0.8090),
        (6, 7, 2, 7): (0.0582, 0.8062),
        (5, 56, 0, 29): (-0.0381, 0.1926),
        (0, 10, 0, 20): (-0.1611, 0.2775),
        (0, 10, 0, 10): (-0.2775, 0.2775),
        (10, 10, 0, 20): (0.6791, 1.0),
        (10, 10, 0, 10): (0.6075, 1.0),
    }.items():
        lower = ask(f"newcombe_lower({n1}, {d1}, {n2}, {d2})")
        upper = ask(f"newcombe_upper({n1}, {d1}, {n2}, {d2})")
        assert (round(lower, 4), round(upper, 4)) == limits


@pytest.mark.parametrize(
    "numbers",
    [
        (None, 5, 1, 5),
        (1, None, 1, 5),
        (1, 5, None, 5),
        (1, 5, 1, 0),
        (6, 5, 1, 5),
        (-1, 5, 1, 5),
        (1, 5, 1, -5),
    ],
)
def test_newcombe_of_what_is_no_proportion(ask, numbers):
    written = ", ".join(map(sql, numbers))
    assert ask(f"newcombe_lower({written})") is None
    assert ask(f"newcombe_upper({written})") is None


@pytest.mark.parametrize(
    "macro",
    [
        "wilson_lower({n}, {d})",
        "wilson_upper({n}, {d})",
        "interval_lower('percentage', 'people', {n}, {d}, 100)",
        "interval_upper('percentage', 'people', {n}, {d}, 100)",
        "interval_lower('rate', 'people', {n}, {d}, 100)",
        "interval_upper('rate', 'people', {n}, {d}, 100)",
    ],
)
@pytest.mark.parametrize(("n", "d"), [(-1, 10), (5, -10), (0, -10), (-5, -10), (-20, 10)])
def test_less_than_nobody_has_no_interval(ask, macro, n, d):
    assert ask(macro.format(n=n, d=d)) is None


def test_intervals_hold_their_value_and_shrink_with_more_people(ask):
    draw = random.Random(1927)
    for _ in range(300):
        d = int(10 ** draw.uniform(0, 9))
        n = draw.randint(0, d)
        low, high = ask(f"wilson_lower({n}, {d})"), ask(f"wilson_upper({n}, {d})")
        assert 0 <= low <= n / d + 1e-12 and n / d - 1e-12 <= high <= 1
        other = binomtest(n, d).proportion_ci(method="wilson")
        assert (low, high) == pytest.approx(tuple(other), rel=1e-9, abs=1e-12)
        # What is not counted has the same interval, turned round.
        assert ask(f"wilson_lower({d - n}, {d})") == pytest.approx(1 - high, abs=1e-9)
        wider = high - low
        assert ask(f"wilson_upper({4 * n}, {4 * d}) - wilson_lower({4 * n}, {4 * d})") < wider
        assert ask(f"byars_lower({n})") <= n <= ask(f"byars_upper({n})")


@pytest.mark.parametrize("n", [10, 11, 30, 100, 5_000, 2_000_000_000])
def test_byar_is_near_the_exact_limits(ask, n):
    assert ask(f"byars_lower({n})") == pytest.approx(chi2.ppf(0.025, 2 * n) / 2, rel=5e-3)
    assert ask(f"byars_upper({n})") == pytest.approx(chi2.ppf(0.975, 2 * n + 2) / 2, rel=5e-3)


def test_byar_never_falls_under_nought(ask):
    assert ask("byars_lower(0.05)") == 0
    assert ask("byars_lower(-1)") is None
    assert ask("byars_upper(-1)") is None


@pytest.mark.parametrize(
    ("value", "lower", "upper", "benchmark", "polarity", "word"),
    [
        (50, 40, 60, 55, "higher_is_better", "similar"),
        (50, 40, 60, 60, "higher_is_better", "similar"),
        (50, 40, 60, 61, "higher_is_better", "worse"),
        (50, 40, 60, 61, "lower_is_better", "better"),
        (50, 40, 60, 39, "higher_is_better", "better"),
        (50, 40, 60, 39, "lower_is_better", "worse"),
        (50, 40, 60, 39, "neutral", "higher"),
        (50, 40, 60, 61, "neutral", "lower"),
        (50, 40, 60, 50, "neutral", "similar"),
        (50, 40, 60, 40, "lower_is_better", "similar"),
        (50, 40, 60, 39, None, "higher"),
        (50, 40, 60, 61, None, "lower"),
        (50, 40, 60, 50, None, "similar"),
        (50, 40, None, 61, "neutral", None),
        (None, None, None, 50, "neutral", None),
        (50, None, None, 50, "higher_is_better", None),
        (50, 40, 60, None, "higher_is_better", None),
    ],
)
def test_compared_with(ask, value, lower, upper, benchmark, polarity, word):
    numbers = ", ".join(map(sql, (value, lower, upper, benchmark)))
    assert ask(f"compared_with({numbers}, {sql(polarity)})") == word


@pytest.mark.parametrize("z", ["z_95()", "z_998()"])
def test_constants_of_the_normal_distribution(ask, z):
    assert ask(z) == pytest.approx(norm.ppf({"z_95()": 0.975, "z_998()": 0.999}[z]), abs=1e-14)


@pytest.mark.parametrize("share", [2, 30, 50, 97])
@pytest.mark.parametrize("d", [12, 100, 4_000])
@pytest.mark.parametrize("z", ["z_95()", "z_998()"])
def test_funnel_of_percentages_is_where_wilson_touches_the_benchmark(ask, share, d, z):
    reach = ask(z) * (share * (100 - share) / d) ** 0.5
    assert ask(f"funnel_lower('percentage', {share}, {d}, 100, {z})") == pytest.approx(
        max(share - reach, 0)
    )
    upper = ask(f"funnel_upper('percentage', {share}, {d}, 100, {z})")
    assert upper == pytest.approx(min(share + reach, 100))
    if z == "z_95()" and upper < 100:
        assert ask(f"100 * wilson_lower({upper * d / 100}, {d})") == pytest.approx(share)


@pytest.mark.parametrize("expected", [0.5, 2, 9, 40, 700, 80_000])
@pytest.mark.parametrize("z", ["z_95()", "z_998()"])
def test_funnel_of_rates_is_near_the_exact_poisson_limits(ask, expected, z):
    tail = norm.sf(ask(z))
    upper = ask(f"funnel_upper('rate', {expected}, 100, 100, {z})")
    exact = brentq(lambda x: chi2.ppf(tail, 2 * x) / 2 - expected, 1e-3, 10 * expected + 50)
    assert upper == pytest.approx(exact, rel=0.04)
    lower = ask(f"funnel_lower('rate', {expected}, 100, 100, {z})")
    if chi2.isf(tail, 2) / 2 > expected:
        assert lower == 0
    else:
        exact = brentq(lambda x: chi2.isf(tail, 2 * x + 2) / 2 - expected, 0, expected)
        assert lower == pytest.approx(exact, rel=0.02, abs=0.07)
    if z == "z_95()":
        assert ask(f"byars_lower({upper})") == pytest.approx(expected, rel=1e-6)


def test_large_whole_numbers_do_not_overflow(ask):
    assert ask("byars_upper(2147483647)") == pytest.approx(2147483647 + 1.96 * 46341, rel=1e-8)
    assert 49 < ask("funnel_lower('rate', 50, 2000000000, 100, z_998())") < 50
    assert 50 < ask("funnel_upper('rate', 50, 2000000000, 100, z_998())") < 51
    assert ask("wilson_upper(2147483646, 2147483647)") < 1
    wide = "trend_chi_squared_of_counts(4500000, 20000000, 7500000, 30000000, 50000000)"
    assert ask(wide) == pytest.approx(100_000 * 6.4516129032, rel=1e-9)


def test_funnels_without_a_base(ask):
    for kind in ("rate", "percentage", "days"):
        for side in ("lower", "upper"):
            for benchmark, d in ((None, 10), (5, None), (5, 0), (5, -1), (-1, 10)):
                written = f"{sql(benchmark)}, {sql(d)}, 100, z_95()"
                assert ask(f"funnel_{side}('{kind}', {written})") is None
    assert ask("funnel_lower('days', 5, 10, 1, z_95())") is None


def test_quartiles_of_one_to_fifty(ask):
    cuts = "quantile_cont(x, [0.25, 0.5, 0.75]) from (select unnest(range(1, 51)) as x)"
    assert ask(cuts) == [13.25, 25.5, 37.75]


def test_quantile_bands(ask):
    bands = [ask(f"quantile_band({place}, 50, 4)") for place in range(1, 51)]
    assert [bands.count(band) for band in (1, 2, 3, 4)] == [13, 12, 13, 12]
    assert bands == sorted(bands)
    for place, areas in ((None, 50), (1, None), (0, 50), (51, 50), (1, 0), (1, 3), (3, 3)):
        assert ask(f"quantile_band({sql(place)}, {sql(areas)}, 4)") is None


@pytest.mark.parametrize("bands", [2, 3, 4, 5, 10])
def test_quantile_bands_are_those_of_fingertips(ask, bands):
    for areas in range(bands, 60):
        found = ask(
            f"list(quantile_band(x, {areas}, {bands}) order by x) "
            f"from range(1, {areas + 1}) as places (x)"
        )
        assert found == [
            bands + 1 - ceil((areas + 1 - place) * bands / areas - 1e-9)
            for place in range(1, areas + 1)
        ]


def test_bands_turn_with_the_polarity_and_ties_share_the_better(ask):
    def bands(polarity):
        return ask(f"""list(band order by x) from (
            select x, quantile_band(place, 8, 4) as band from (
                select x, case when goodness(x, '{polarity}') is not null
                    then rank() over (order by goodness(x, '{polarity}') desc) end as place
                from (select unnest([1, 2, 3, 4, 4, 4, 4, 9]) as x)))""")

    assert bands("lower_is_better") == [1, 1, 2, 2, 2, 2, 2, 4]
    assert bands("higher_is_better") == [4, 4, 3, 1, 1, 1, 1, 1]
    assert bands("neutral") in (None, [None] * 8)


def test_trend_of_counts_is_the_test_for_trend(ask):
    # Two groups only: it is then the ordinary chi-squared of a 2 x 2 table.
    table = [[15, 85], [30, 70]]
    found = ask("trend_chi_squared_of_counts(45, 200, 15 * 1 + 30 * 2, 300, 100 + 400)")
    assert found == pytest.approx(chi2_contingency(table, correction=False).statistic)
    n, d, x = [10, 14, 19, 26, 31], [100, 104, 98, 101, 100], [1, 2, 3, 4, 5]
    p = sum(n) / sum(d)
    middle = sum(a * b for a, b in zip(d, x, strict=True)) / sum(d)
    score = sum((a - b * p) * (c - middle) for a, b, c in zip(n, d, x, strict=True))
    spread = sum(b * (c - middle) ** 2 for b, c in zip(d, x, strict=True))
    sums = [
        sum(n),
        sum(d),
        sum(a * c for a, c in zip(n, x, strict=True)),
        sum(b * c for b, c in zip(d, x, strict=True)),
        sum(b * c * c for b, c in zip(d, x, strict=True)),
    ]
    assert ask(f"trend_chi_squared_of_counts({', '.join(map(str, sums))})") == pytest.approx(
        score**2 / (p * (1 - p) * spread)
    )
    # A later beginning of time changes nothing.
    moved = [
        sums[0],
        sums[1],
        sums[2] + 10 * sums[0],
        sums[3] + 10 * sums[1],
        sums[4] + 20 * sums[3] + 100 * sums[1],
    ]
    assert ask(f"trend_chi_squared_of_counts({', '.join(map(str, moved))})") == pytest.approx(
        score**2 / (p * (1 - p) * spread)
    )


def test_trend_of_values_is_weighted_least_squares(ask):
    x, y, se = [1, 2, 3, 4, 5], [4.0, 4.4, 4.1, 5.2, 5.9], [0.2, 0.3, 0.25, 0.2, 0.4]
    fitted, covariance = curve_fit(lambda a, b, c: b * a + c, x, y, sigma=se, absolute_sigma=True)
    w = [1 / each**2 for each in se]
    sums = [sum(w)] + [
        sum(a * b for a, b in zip(w, each, strict=True))
        for each in (x, y, [a * a for a in x], [a * b for a, b in zip(x, y, strict=True)])
    ]
    assert ask(f"trend_chi_squared_of_values({', '.join(map(repr, sums))})") == pytest.approx(
        fitted[0] ** 2 / covariance[0][0], rel=1e-6
    )
    assert ask("trend_weight(4 - z_95() * 0.2, 4 + z_95() * 0.2)") == pytest.approx(25)
    assert ask("trend_weight(4, 4)") is None


def test_log_odds(ask):
    assert ask("log_odds(1, 4)") == pytest.approx(log(1 / 3))
    assert ask("log_odds(0, 4)") == pytest.approx(log(0.5 / 4.5))
    assert ask("log_odds(4, 4)") == pytest.approx(log(4.5 / 0.5))
    for n, d in (("5", "4"), ("-1", "4"), ("null", "4"), ("1", "null")):
        assert ask(f"log_odds({n}, {d})") is None


def test_xmr_limits(ask):
    series = [52, 48, 55, 51, 47, 53, 50, 49, 54, 46, 52, 51]
    ranges = [abs(b - a) for a, b in pairwise(series)]
    reach = 2.66 * sum(ranges) / 11
    assert ask(f"xmr_centre({series})") == pytest.approx(sum(series) / 12)
    assert ask(f"xmr_lower({series})") == pytest.approx(sum(series) / 12 - reach)
    assert ask(f"xmr_upper({series})") == pytest.approx(sum(series) / 12 + reach)


@pytest.mark.parametrize(
    "series",
    ["[1,2,3,4,5,6,7,8,9,10,11]", "[]", "null::integer[]", "[1,2,3,4,5,6,null,8,9,10,11,12]"],
)
def test_xmr_of_too_few_points_or_a_gap(ask, series):
    for macro in ("centre", "lower", "upper"):
        assert ask(f"xmr_{macro}({series})") is None


@pytest.mark.parametrize(
    ("macro", "expected"),
    [
        ("is_small_count(0)", False),
        ("is_small_count(1)", True),
        ("is_small_count(5)", True),
        ("is_small_count(6)", False),
        ("is_small_count(null)", None),
        ("is_small_group(10)", True),
        ("is_small_group(11)", False),
        ("is_small_group(0)", False),
        ("is_open(2, 2)", False),
        ("is_open(10, 2)", False),
        ("is_open(7, 2)", True),
        ("is_open(0, 2)", False),
    ],
)
def test_small_numbers(ask, macro, expected):
    assert ask(macro) == expected
