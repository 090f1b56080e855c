"""Promise: trends and noise are as their sources say, worked out a second time with NumPy."""

from math import log

import duckdb
import numpy as np
import pytest
from scipy import stats

from kit.store import sqlfile
from kit.store.paths import PROJECT

QUERIES = PROJECT / "queries"
CHAIN = ("series_windows", "area_noise", "directions")
TEXTS = {name: sqlfile.read(sqlfile.path_of(QUERIES, name), QUERIES).text for name in CHAIN}


def world(
    rows,
    kind="percentage",
    polarity="higher_is_better",
    broken_on=None,
    cuts="both",
    uncertainty="process",
):
    """Build the chain over `rows`: area, year, numerator, denominator, country's value or None.

    Without a denominator the numerator is the value, of an outcome published without counts.
    """
    base = duckdb.connect()
    for text in sqlfile.read_macros(QUERIES).values():
        base.execute(text)
    base.execute(
        "create table indicator_labels as select 'x' as indicator, $1 as kind, "
        "'people' as counts, $2 as polarity, 'outcomes' as theme, $3 as uncertainty, "
        "5 as least_difference",
        [kind, polarity, uncertainty],
    )
    base.execute("create table series_breaks (indicator text, broken_on date, cuts text)")
    if broken_on:
        base.execute("insert into series_breaks values ('x', ?, ?)", [broken_on, cuts])
    base.execute("create table given (area text, year integer, n double, d double, country double)")
    base.executemany("insert into given values (?, ?, ?, ?, ?)", rows)
    base.execute(f"""
        create table figures as
        select 'x' as indicator, area as area_code, make_date(year, 8, 31) as period_end,
            case when d is not null then n end as numerator, d as denominator,
            case when d is null then n else rate(n, d, 100) end as value,
            if('{uncertainty}' = 'complete', null, interval_lower('{kind}', 'people', n, d, 100))
                as lower,
            if('{uncertainty}' = 'complete', null, interval_upper('{kind}', 'people', n, d, 100))
                as upper
        from given;
        create table areas as
        select distinct area as area_code, 'authority' as area_type from given;
        create table comparisons as
        select 'x' as indicator, area as area_code, make_date(year, 8, 31) as period_end,
            'country' as comparison, country as value, null::double as median
        from given where country is not null
        """)
    for name, text in TEXTS.items():
        base.execute(f"create table {name} as {text}")
    return base


def directions(series, column="direction", **how):
    """Return what is said of each point of one area's `series`: (year, numerator, denominator)."""
    base = world([("001", *point, None) for point in series], **how)
    return [
        row[0]
        for row in base.execute(f"select {column} from directions order by period_end").fetchall()
    ]


def test_against_a_second_road():
    draw, told = np.random.default_rng(5), []
    for kind in ("percentage", "rate"):
        for _ in range(60):
            start, drift = draw.uniform(0.1, 0.6), draw.uniform(-0.06, 0.06)
            size = draw.integers(80, 900, 5)
            share = start + drift * np.arange(5) + draw.uniform(-0.05, 0.05, 5)
            count = np.clip(np.round(size * share), 12, size - 1)
            series = list(zip(range(2017, 2022), count.tolist(), size.tolist(), strict=True))
            told.append(expected(count, size, kind))
            assert directions(series, kind=kind)[-1] == told[-1], series
    assert set(told) == {"improving", "worsening", "no significant change"}


def byar(count):
    """Return the width of Byar's interval of a count, in standard errors."""
    z = stats.norm.ppf(0.975)
    lower = count * (1 - 1 / (9 * count) - z / (3 * np.sqrt(count))) ** 3
    upper = (count + 1) * (1 - 1 / (9 * (count + 1)) + z / (3 * np.sqrt(count + 1))) ** 3
    return (upper - lower) / (2 * z)


def expected(count, size, kind):
    x = np.arange(5.0)
    if kind == "percentage":
        p = count.sum() / size.sum()
        # The test of Armitage is the weighted regression of shares with the pooled variance.
        weight, y = size / (p * (1 - p)), count / size
        sign_weight, sign_y = (
            np.ones(5),
            np.array([log(n / (d - n)) for n, d in zip(count, size, strict=True)]),
        )
    else:
        y = 100 * count / size
        weight = (100 * byar(count) / size) ** -2.0
        sign_weight, sign_y = weight, y

    def slope(w, y, x=x):
        middle = (w * x).sum() / w.sum()
        return (w * (x - middle) * y).sum() / (w * (x - middle) ** 2).sum()

    middle = (weight * x).sum() / weight.sum()
    chi = slope(weight, y) ** 2 * (weight * (x - middle) ** 2).sum()
    signs = {np.sign(slope(sign_weight, sign_y))} | {
        np.sign(slope(np.delete(sign_weight, out), np.delete(sign_y, out), np.delete(x, out)))
        for out in range(5)
    }
    if chi <= stats.chi2.ppf(0.998, 1) or len(signs) > 1:
        return "no significant change"
    return "improving" if slope(sign_weight, sign_y) > 0 else "worsening"


def test_noise_against_a_second_road():
    """Forty areas whose noise differs tenfold, published without counts."""
    draw, years, areas = np.random.default_rng(3), 12, 40
    size = np.repeat([0.6, 2.0], areas // 2)
    values = 50 + size[:, None] * draw.standard_normal((areas, years))
    base = world([
        (f"{area:03d}", 2010 + year, float(values[area, year]), None, 50.0)
        for area in range(areas) for year in range(years)
    ])  # fmt: skip
    spread = []
    for row in values:
        squares = freedom = 0
        for last in range(3, years + 1):
            part = row[max(0, last - 5) : last]
            squares += np.polyfit(np.arange(len(part)), part, 1, full=True)[1][0]
            freedom += len(part) - 2
        spread.append(squares / freedom)
    spread = np.array(spread)
    brought_in = np.clip(spread, *np.quantile(spread, [0.05, 0.95]))
    mean, luck = brought_in.mean(), 2 / (years - 2)
    differ = max((brought_in.var(ddof=1) / mean**2 - luck) / (1 + luck), 0)
    drawn = mean + (spread - mean) * differ / (differ + luck * (1 + differ))
    assert differ > 0.1
    for series in ("own", "relative"):
        got = base.execute(
            "select dispersion, pooled from area_noise where series = ? order by area_code",
            [series],
        ).fetchall()
        assert [row[0] for row in got] == pytest.approx(drawn)
        assert got[0][1] == pytest.approx(mean)


RISING = [(year, 20 + 8 * (year - 2017), 100) for year in range(2017, 2023)]


def test_under_five_points_a_gap_or_a_break():
    assert directions(RISING[:4]) == ["cannot be calculated"] * 4
    assert directions(RISING)[3:] == ["cannot be calculated", "improving", "improving"]
    gap = [point for point in RISING if point[0] != 2019]
    assert directions(gap)[-1] == "cannot be calculated"
    assert directions(RISING, broken_on="2018-09-01")[-1] == "cannot be calculated"


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


def test_the_national_tide_is_nobodys_own():
    """Two rise alike with the country, a third stays where it was."""
    rows = [
        (area, year, n if area != "003" else 20, 100, float(n))
        for area in ("001", "002", "003") for year, n, _ in RISING
    ]  # fmt: skip
    said = dict(
        world(rows)
        .execute("""
            select area_code, (direction, relative) from directions
            where period_end = date '2022-08-31'
            """)
        .fetchall()
    )
    assert said["001"] == said["002"] == ("improving", "no significant change")
    assert said["003"] == ("no significant change", "worsening")


def test_a_break_that_all_share_cuts_the_own_line_alone():
    rows = [("001", year, n, 100, 20.0) for year, n, _ in RISING]
    how = {"broken_on": "2019-09-01"}
    [own] = (
        world(rows, cuts="own", **how)
        .execute(
            "select (direction, relative) from directions where period_end = date '2022-08-31'"
        )
        .fetchone()
    )
    assert own == ("cannot be calculated", "improving")
    [both] = (
        world(rows, cuts="both", **how)
        .execute(
            "select (direction, relative) from directions where period_end = date '2022-08-31'"
        )
        .fetchone()
    )
    assert both == ("cannot be calculated", "cannot be calculated")


def test_rates_are_set_against_the_country_by_their_ratio():
    """Twice the country's rate throughout: the distance grows, the ratio does not."""
    rows = [("001", 2017 + year, 2000 * (2 + year), 100_000, 2.0 + year) for year in range(5)]
    [said] = (
        world(rows, kind="rate", polarity="lower_is_better")
        .execute(
            "select (direction, relative) from directions where period_end = date '2021-08-31'"
        )
        .fetchone()
    )
    assert said == ("worsening", "no significant change")


@pytest.mark.parametrize(
    ("counted", "of", "said"),
    [
        # 20 to 30 %, though chance could do it were these events.
        ([8, 9, 10, 11, 12], 40, "improving"),
        # One school of 12 is 8.3 points, and it rises by no more.
        ([6, 6, 6, 7, 7], 12, "no significant change"),
        # Of four, one is a quarter of all: too few to say which way they go.
        ([0, 1, 2, 3, 4], 4, "cannot be calculated"),
        # The rise stands on one year alone.
        ([10, 10, 10, 10, 20], 40, "no significant change"),
    ],
)
def test_a_complete_count_goes_by_its_size_and_by_no_chance(counted, of, said):
    series = [(2017 + year, n, of) for year, n in enumerate(counted)]
    assert directions(series, uncertainty="complete")[-1] == said
    assert directions(series, column="relative", uncertainty="complete")[-1] == (
        "cannot be calculated"
    )
    base = world([("001", *point, None) for point in series], uncertainty="complete")
    told = base.execute("select count(*) from series_windows where chi_squared is not null")
    assert told.fetchone() == (0,)
