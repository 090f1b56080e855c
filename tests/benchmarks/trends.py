"""Do the tests of chance keep their word? `python tests/benchmarks/run.py trends`

On published level 3 by 19 (counts of 147 authorities, 18 years), by the project's own SQL:

- every window of five years is tested twice, by its counts and as if only percentages were known
  (pooled noise): how often both say the same, and whether they ever say the opposite;
- the points round each authority's own lines are dealt out anew over its years, so that no trend is
  left: how often a trend is found all the same, of 0.2 % and of 5 %;
- the same, with every authority at the country's figure: how often one is called better or worse
  than its neighbours, where 5 % are promised.

Every deal has the same seed. Without `../shared/more_data` it says so and measures nothing.
"""

import sys
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from kit.store import sqlfile
from kit.store.paths import PROJECT

QUERIES = PROJECT / "queries"
SOURCE = PROJECT.parent / "shared/more_data/outcomes/attainment_at_19_2004-05_2021-22.csv"
DEALS = 20
BLOCK = 6  # years of one line, short enough for it to be straight
CHAIN = ("series_windows", "area_noise", "directions", "figure_limits", "comparison_tests")


def level_3() -> tuple[np.ndarray, np.ndarray]:
    """Return who reached level 3 and of how many: authority by year, those known in every year."""
    rows = pd.read_csv(SOURCE)
    rows = rows[
        (rows[["gender", "fsm", "sen"]] == "ALL").all(axis=1)
        & (rows["la_code_3"] != "ALL")
        & (rows["cohort_19_in"] <= 2022)
    ]
    reached, cohort = (
        rows.assign(n=pd.to_numeric(rows[name], errors="coerce"))
        .pivot_table(index="la_code_3", columns="cohort_19_in", values="n")
        .to_numpy()
        for name in ("l3_by19", "number_in_ss_cohort")
    )
    known = np.isfinite(reached + cohort).all(axis=1) & (cohort > 30).all(axis=1)
    return reached[known], cohort[known]


def dealt(values: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return each row's distances from its own straight lines, at full size, in a new order."""
    parts = []
    for begin in range(0, values.shape[1], BLOCK):
        part = values[:, begin : begin + BLOCK]
        years = np.arange(part.shape[1]) - (part.shape[1] - 1) / 2
        slope = part @ years / (years @ years)
        rest = part - part.mean(1, keepdims=True) - slope[:, None] * years
        parts.append(rest * np.sqrt(part.shape[1] / (part.shape[1] - 2)))
    return rng.permuted(np.concatenate(parts, axis=1), axis=1)


def rows_of(name: str, values: np.ndarray, counts: tuple | None = None) -> pd.DataFrame:
    """Return the figures of one indicator, one row for each authority and year."""
    areas, years = values.shape
    return pd.DataFrame(
        {
            "indicator": name,
            "area_code": np.repeat([f"{number:03d}" for number in range(areas)], years),
            "period_end": np.tile([f"{2005 + year}-08-31" for year in range(years)], areas),
            "value": values.ravel(),
            "numerator": counts[0].ravel() if counts else np.nan,
            "denominator": counts[1].ravel() if counts else np.nan,
        }
    )


def tested(figures: pd.DataFrame, countries: dict[str, np.ndarray]) -> duckdb.DuckDBPyConnection:
    """Run the chain of tests over `figures`; `countries`: indicator to figures by year."""
    base = duckdb.connect()
    for text in sqlfile.read_macros(QUERIES).values():
        base.execute(text)
    country = pd.DataFrame(
        [
            (name, f"{2005 + year}-08-31", value)
            for name, values in countries.items()
            for year, value in enumerate(values)
        ],
        columns=["indicator", "period_end", "value"],
    )
    base.register("given", figures.replace({np.nan: None}))
    base.register("country", country)
    base.execute("""
        create table figures as
        select indicator, area_code, 'authority' as area_type, period_end::date as period_end,
            numerator::double as numerator, denominator::double as denominator,
            value::double as value,
            interval_lower('percentage', 'people', numerator::double, denominator::double, 100)
                as lower,
            interval_upper('percentage', 'people', numerator::double, denominator::double, 100)
                as upper
        from given;
        create table areas as
        select distinct area_code, 'authority' as area_type from figures;
        create table series_breaks (indicator text, broken_on date, why text, cuts text);
        create table indicator_labels as
        select distinct indicator, 'percentage' as kind, 'people' as counts,
            'outcomes' as theme, 'higher_is_better' as polarity, '1' as least_difference,
            'process' as uncertainty
        from figures;
        create table comparisons as
        select figures.indicator, area_code, figures.period_end,
            unnest(['country', 'neighbours']) as comparison, country.value,
            null::double as median, 10 as areas
        from figures
        inner join country
            on figures.indicator = country.indicator
            and figures.period_end = country.period_end::date;
        """)
    for name in CHAIN:
        [path] = (QUERIES / "assessment").rglob(f"{name}.sql")
        base.execute(f"create table {name} as {sqlfile.read(path, QUERIES).text}")
    return base


def agreement(reached: np.ndarray, cohort: np.ndarray) -> tuple[float, int, int]:
    """Return the share of windows both tests call alike, how many opposite, and of how many."""
    values = 100 * reached / cohort
    country = 100 * reached.sum(0) / cohort.sum(0)
    base = tested(
        pd.concat(
            [rows_of("counts", values, (reached, cohort)), rows_of("noise", values)],
            ignore_index=True,
        ),
        {"counts": country, "noise": country},
    )
    return base.execute("""
        select avg((a.direction = b.direction)::integer),
            count(*) filter (where (a.direction, b.direction) in (
                ('improving', 'worsening'), ('worsening', 'improving'))),
            count(*)
        from directions as a
        inner join directions as b using (area_code, period_end)
        where a.indicator = 'counts' and b.indicator = 'noise'
            and a.direction <> 'cannot be calculated' and b.direction <> 'cannot be calculated'
        """).fetchone()


def false_alarms(reached: np.ndarray, cohort: np.ndarray, seed: int = 1) -> dict[str, float]:
    """Return how often a trend, and a difference from neighbours, is found where there is none."""
    rng = np.random.default_rng(seed)
    values = 100 * reached / cohort
    country = 100 * reached.sum(0) / cohort.sum(0)
    flat = np.full(values.shape[1], country.mean())
    given, countries = [], {}
    for deal in range(DEALS):
        alone = flat + dealt(values, rng)
        given.append(rows_of(f"own {deal}", alone))
        countries[f"own {deal}"] = flat
        counted = np.clip(np.round(alone * cohort / 100), 0, cohort)
        given.append(rows_of(f"counted {deal}", 100 * counted / cohort, (counted, cohort)))
        countries[f"counted {deal}"] = flat
        against = flat + dealt(values - country, rng)
        given.append(rows_of(f"relative {deal}", against))
        countries[f"relative {deal}"] = flat
        counted = np.clip(np.round(against * cohort / 100), 0, cohort)
        given.append(rows_of(f"beside {deal}", 100 * counted / cohort, (counted, cohort)))
        countries[f"beside {deal}"] = flat
    base = tested(pd.concat(given, ignore_index=True), countries)
    said = {}
    for name, series in (("own", "own"), ("counted", "own"), ("relative", "relative")):
        said[name], said[f"{name} 5%"] = base.execute(
            """
            select avg((chi > 9.549536 and holds and slope <> 0)::integer),
                avg((chi > 3.841459)::integer)
            from (
                select holds, slope, chi_squared / dispersion as chi
                from series_windows
                inner join area_noise using (indicator, area_code, series, basis)
                where points = 5 and series = ? and indicator like ?
            )
            """,
            [series, f"{name} %"],
        ).fetchone()
    for name in ("relative", "beside"):
        said[f"{name} differs"] = base.execute(
            """
            select avg((verdict <> 'similar')::integer)
            from comparison_tests
            where comparison = 'neighbours' and verdict is not null and indicator like ?
            """,
            [f"{name} %"],
        ).fetchone()[0]
    return said


def main() -> None:
    """Print what was measured; the last line is the figure."""
    if not Path(SOURCE).exists():
        sys.exit("Not measured: ../shared/more_data is not here.")
    reached, cohort = level_3()
    alike, opposite, windows = agreement(reached, cohort)
    said = false_alarms(reached, cohort)
    print("| where nothing is to be found | found | promised |\n| --- | ---: | ---: |")
    for name, what in (
        ("own", "a trend by pooled noise"),
        ("counted", "a trend by counts"),
        ("relative", "a trend against the country by pooled noise"),
    ):
        print(f"| {what} | {said[name]:.2%} | 0.2% |")
        print(f"| {what}, at 95% | {said[f'{name} 5%']:.1%} | 5% |")
    for name, what in (("relative", "pooled noise"), ("beside", "counts")):
        print(f"| a difference from neighbours by {what} | {said[f'{name} differs']:.1%} | 5% |")
    print(
        f"\nseed 1, {DEALS} deals of {len(reached)} authorities; {windows:,} windows of five years"
    )
    print(
        f"pooled noise agrees with counts {alike:.1%}; opposite {opposite}; false trends "
        f"{said['own']:.2%} and {said['own 5%']:.1%}; "
        f"false differences {said['beside differs']:.1%}"
    )
