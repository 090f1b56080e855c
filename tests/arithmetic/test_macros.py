"""Promise: the shared arithmetic is right to the last digit. scipy gives a second opinion."""

from pathlib import Path

import duckdb
import pytest
from scipy.stats import binomtest, chi2

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
    assert ask(f"poisson_lower({n})") == pytest.approx(low, rel=1e-11)
    assert ask(f"poisson_upper({n})") == pytest.approx(chi2.ppf(0.975, 2 * n + 2) / 2, rel=1e-11)


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
        ("8", 0, "8"),
    ],
)
def test_shown_rounds_half_up_on_decimal_text(ask, value, decimals, text):
    assert ask(f"shown({value}, {decimals})") == text


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


def test_trend_chi_squared(ask):
    counts, totals = [10, 14, 19, 26, 31], [100, 104, 98, 101, 100]
    x = [1, 2, 3, 4, 5]
    p = sum(counts) / sum(totals)
    mean_x = sum(d * i for d, i in zip(totals, x, strict=True)) / sum(totals)
    t = sum((n - d * p) * (i - mean_x) for n, d, i in zip(counts, totals, x, strict=True))
    spread = sum(d * (i - mean_x) ** 2 for d, i in zip(totals, x, strict=True))
    sums = [
        sum(counts),
        sum(totals),
        sum(n * i for n, i in zip(counts, x, strict=True)),
        sum(d * i for d, i in zip(totals, x, strict=True)),
        sum(d * i * i for d, i in zip(totals, x, strict=True)),
    ]
    written = ", ".join(map(str, sums))
    assert ask(f"trend_chi_squared('percentage', {written})") == pytest.approx(
        t**2 / (p * (1 - p) * spread), rel=1e-9
    )
    assert ask(f"trend_chi_squared('rate', {written})") == pytest.approx(
        t**2 / (p * spread), rel=1e-9
    )
