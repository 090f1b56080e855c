"""Does the judgement survive its own tests? `python tests/benchmarks/run.py judgement`

Measures again, row by row, what was once found wrong with it: on the demonstration, which is built
in a folder of its own, and on published England where the row is about it. Rules are worked out
again by their own SQL over figures hidden, weights changed or outcomes drawn; chance is drawn here,
by NumPy, with a fixed seed. The last line is the figure.
"""

import os
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from kit.store import building, contract, importing, sqlfile
from kit.store.paths import PROJECT, Collection
from tests.benchmarks import level_rules

QUERIES = PROJECT / "queries"
SHARED = [PROJECT.parent / "shared" / name for name in ("data", "more_data")]
OWN = "select framework from frameworks where names_levels"
# Words that only inspectorates give: Area SEND, CQC and school inspection.
GRADES = (
    r"systemic failings|inconsistent experiences|typically positive|inadequate\b"
    r"|requires improvement|\boutstanding\b"
)
KEY = ["framework", "as_at", "area_code", "theme"]
DRAWS = 400
Base = duckdb.DuckDBPyConnection
Row = tuple[str, str, str]


def opened(name: str) -> Base:
    """Return a cursor on the build of a collection, read only, with the project's macros."""
    base = building.open_read_only(building.current_path(Collection.open(name))).cursor()
    for text in sqlfile.read_macros(QUERIES).values():
        base.execute(text.replace("create or replace macro", "create or replace temp macro"))
    return base


def built(name: str, sources: list[Path]) -> Base:
    """Build a collection, after importing `sources`; return a cursor on it."""
    collection = Collection.open(name)
    if sources:
        importing.import_paths(collection, contract.load_all(collection.contract_folders), sources)
    faults = building.build(collection).faults
    if faults:
        raise SystemExit("\n".join(map(str, faults)))
    return opened(name)


def one(base: Base, sql: str, *params) -> tuple:
    """Return the first row of an answer."""
    return base.execute(sql, params).fetchone()


def step(name: str) -> str:
    """Return the SQL of a step of the assessment, to stand in brackets."""
    return sqlfile.read(sqlfile.path_of(QUERIES, name), QUERIES).text


def page(base: Base, name: str, **params) -> pd.DataFrame:
    """Answer a page's question."""
    text = (QUERIES / "pages" / f"{name}.sql").read_text(encoding="utf-8")
    label = sqlfile.parse_label(text, name)[0]
    used = {key: params[key] for key in label.get("params", "").split(", ") if key in params}
    return base.execute(sqlfile.worked_again(text, label, QUERIES), used).df()


def levels(base: Base, evidence: str, figures: str = "select * from main.figures") -> pd.DataFrame:
    """Work out the levels again over other figures and other evidence, indexed by KEY."""
    return (
        base.execute(f"""
        with figures as ({figures}), assessment_dates as (
            select * from main.assessment_dates where as_at = '{newest(base)}'
        ), evidence as ({evidence})
        select * from ({step("theme_levels")}) where framework in ({OWN})""")
        .df()
        .set_index(KEY)
    )


# ── The rows of the table ────────────────────────────────────────────────────────────────────


def weakest_decides(base: Base) -> Iterator[Row]:
    same, themes = one(base, f"""
        select count(*) filter (where level = lowest), count(level) from (
            select theme_levels.level, min(evidence.level) as lowest
            from theme_levels inner join evidence using ({", ".join(KEY)})
            where framework in ({OWN}) and part = 'judged' and theme_levels.assessed
            group by {", ".join(KEY)}, theme_levels.level)""")  # fmt: skip
    yield "level is its weakest indicator", "1,007 of 1,007", f"{same} of {themes} named"
    heavy = levels(base, f"""
        select * replace (if(indicator like 'leaders%', weight * 100, weight) as weight)
        from ({step("evidence")})""")  # fmt: skip
    today = levels(base, step("evidence"))
    moved = int((heavy["named"].fillna("") != today["named"].fillna("")).sum())
    yield "themes named otherwise with weights x 100", "0", f"{moved} of {today.assessed.sum()}"
    yield "What if, one weight x 10 in turn", "nothing", what_if_weights(base)


def what_if_weights(base: Base) -> str:
    """Give each indicator ten times its weight on *What if*; count where a theme is named anew."""
    chosen = {"framework": one(base, OWN)[0], "as_at": str(newest(base))}
    changed = tried = 0
    for (area,) in base.execute("select area_code from dated_areas where as_at = ? limit 2",
                                [newest(base)]).fetchall():  # fmt: skip
        chosen["area_code"] = area
        for indicator in page(base, "what_if/choices", **chosen)["code"]:
            asked = f"weight:{indicator}:10"
            made = page(base, "what_if/changes", scenario=asked, **chosen)
            if made["problem"].iloc[0]:
                continue
            then = supposed(base, made["changes"].iloc[0], chosen)
            tried += 1
            changed += not then["why"].str.contains("stay at|as today").all()
    return f"{changed} of {tried} change a theme"


def supposed(base: Base, changes: str, chosen: dict) -> pd.DataFrame:
    """Answer what *What if* asks of the themes, as the page does."""
    inside = page(base, "what_if/indicators", changes=changes, **chosen)
    judged = inside[["indicator", "weight", "part", "value", "lower", "upper", "cases", "height",
                     "level", "points"]].to_json(orient="records")  # fmt: skip
    return page(base, "what_if/themes", judged=judged, changes=changes, **chosen)


def newest(base: Base):
    """Return the last date of assessment."""
    return one(base, "select max(as_at) from assessment_dates")[0]


HIDE = """
select * replace (
    if(turn = {place}, null, value) as value,
    if(turn = {place}, '{reason}', missing_reason) as missing_reason
) from (
    select figures.*, hidden.turn
    from main.figures
    left join (
        select distinct on (indicator, area_code, period_end)
            indicator, area_code, period_end, turn
        from (select *, row_number() over (
            partition by framework, as_at, area_code, theme order by indicator) as turn
            from main.evidence where part = 'judged' and as_at = '{as_at}'
                and framework in ({own}))
    ) as hidden using (indicator, area_code, period_end)
)"""


def hiding(base: Base) -> tuple[int, int]:
    """Hide each judged figure of the last date in turn, for each reason; count what pays.

    It pays where the lower end of what is named rises, or more themes are in the upper half.
    """
    as_at = newest(base)
    now = levels(base, step("evidence")).xs(pd.Timestamp(as_at), level="as_at")
    judged = base.execute(f"""
        select framework, area_code, theme, count(*) as figures from evidence
        where part = 'judged' and as_at = ? and framework in ({OWN}) group by all""",
        [as_at]).df().set_index(["framework", "area_code", "theme"])["figures"]  # fmt: skip
    pays = tried = 0
    for reason in ("suppressed", "not_collected", "not_available"):
        for place in range(1, judged.max() + 1):
            hide = HIDE.format(place=place, reason=reason, as_at=as_at, own=OWN)
            then = levels(base, step("evidence"), hide).xs(pd.Timestamp(as_at), level="as_at")
            beside = then.join(now[["level_low", "least_level"]], rsuffix="_now")
            beside = beside[judged.reindex(beside.index, fill_value=0) >= place]
            tried += len(beside)
            low = beside["level_low"].fillna(0)
            pays += int((low > beside["least_level_now"].fillna(1)).sum())
    return pays, tried


def more_evidence(_base: Base) -> Iterator[Row]:
    said = []
    for indicators in (2, 3, 4):
        dice = np.random.default_rng(indicators)
        n = dice.binomial(20, 0.6, (20_000, indicators)).astype(float)
        low, high = level_rules.chosen(n, np.full(n.shape, 20.0), 1.2816)
        lower = ((high < 3) & (low == high)).mean()
        said.append(f"{((low <= 3) & (high >= 3)).mean():.2f} ({lower:.2f} lower)")
    found = "judged 3 with .70, .65, .58"
    yield "truth 60%, 20 cases: 2, 3, 4 indicators", found, "holds 3: " + ", ".join(said)


def draws(base: Base) -> pd.DataFrame:
    """Draw the figures of each assessed theme anew: the share of draws within what is named."""
    rows = base.execute(f"""
        select evidence.*, ladders.sense, ladders.points, allowance,
            theme_levels.level as named_level, theme_levels.level_low as named_low,
            theme_levels.level_high as named_high, cast(per as double) as per
        from evidence
        inner join theme_levels using ({", ".join(KEY)})
        inner join theme_rules using (framework, theme)
        inner join ladders using (framework, indicator)
        inner join indicator_labels using (indicator)
        where theme_levels.assessed and part in ('judged', 'missing') and evidence.weight > 0
        order by {", ".join(KEY)}, indicator""").df()
    dice, found = np.random.default_rng(1), []
    for key, theme in rows.groupby(KEY, sort=False):
        known = theme[theme["part"] == "judged"]
        drawn = np.column_stack([_drawn(row, dice) for row in known.itertuples()])
        weights, open_ = known["weight"].to_numpy(), theme["weight"].sum() - known["weight"].sum()
        cap = drawn.min(1) + theme["allowance"].iloc[0]
        high = np.minimum(drawn @ weights / weights.sum(), cap)
        low = np.minimum((drawn @ weights + 0.5 * open_) / (weights.sum() + open_), cap)
        if open_:
            low = np.minimum(low, 0.5 + theme["allowance"].iloc[0])
        about = theme.iloc[0]
        within = (_level(low) >= about["named_low"]) & (_level(high) <= about["named_high"])
        found.append((*key, about["named_level"], within.mean()))
    return pd.DataFrame(found, columns=[*KEY, "level", "share"])


def _level(height):
    return np.clip(np.floor(height + 0.5 + 1e-9), 1, 4)


def _drawn(row, dice) -> np.ndarray:
    """Return heights of one figure drawn anew: as many cases, each as likely as it was found."""
    if not np.isfinite(row.cases):
        values = np.full(DRAWS, row.value)
    elif row.kind == "percentage":
        cases = max(round(row.cases), 1)
        values = 100 * dice.binomial(cases, np.clip(row.value / 100, 0, 1), DRAWS) / cases
    else:
        values = dice.poisson(row.value * row.cases / row.per, DRAWS) * row.per / row.cases
    points = np.asarray(row.points, float)
    if len(points) == 1:
        return np.where(row.sense * (values - points[0]) >= 0, row.height, row.height)
    ends = [2 * points[0] - points[1], *points, 2 * points[-1] - points[-2]]
    return np.interp(row.sense * values, row.sense * np.array(ends), np.arange(len(ends)) + 0.5)


def own_draws(base: Base) -> Iterator[Row]:
    found = draws(base)
    named = found[found["level"].notna()]["share"]
    yield (
        "named levels in under half of draws; in nine of ten",
        "50 of 185; 23",
        f"{(named < 0.5).sum()} of {len(named)}; {(named >= 0.9).sum()}",
    )
    yield (
        "what is named, in under 80% of draws",
        "not measured",
        f"{(found['share'] < 0.8).sum()} of {len(found)}, {(found['share'] < 0.7).sum()} under 70%",
    )
    sure, changes = one(base, """
        select count(*) filter (where way is not null), count(*) filter (
            where way is not null or named <> named_before) from judgement_changes""")  # fmt: skip
    yield "changes of level said, of names that differ", "47, 45 no change", f"{sure} of {changes}"


def almost_nothing(base: Base) -> Iterator[Row]:
    five, ten, all_ = one(base, f"""
        select count(*) filter (where denominator < 5), count(*) filter (
            where denominator < 10 and uncertainty <> 'complete'), count(*)
        from theme_levels inner join evidence using ({", ".join(KEY)})
        where indicator = limited_by and framework in ({OWN})""")  # fmt: skip
    yield "limiting figures of under 5, under 10 cases", "19, 52 of 160", f"{five}, {ten} of {all_}"


def ranges(base: Base) -> Iterator[Row]:
    """Compare the run of levels that glance, the level page, What if and the papers give."""
    framework, as_at, unlike, tried = one(base, OWN)[0], str(newest(base)), 0, 0
    for (area,) in base.execute("select area_code from dated_areas where as_at = ?", [as_at])\
            .fetchall():  # fmt: skip
        chosen = {"framework": framework, "as_at": as_at, "area_code": area}
        glance = page(base, "glance/themes", **chosen).set_index("id")
        scenario = supposed(base, "[]", chosen).set_index("id")
        for theme, row in glance.iterrows():
            told = page(base, "level/sure", theme=theme, **chosen)
            run = None if row["level_low"] is pd.NA or pd.isna(row["level_low"]) else \
                tuple(int(row[name]) for name in ("level_low", "level_high"))  # fmt: skip
            then = scenario.loc[theme]
            tried += 1
            said = told[told["name"] == "Level"]["said"].iloc[0]
            runs = {run, None if pd.isna(then["level_low"]) else
                    (int(then["level_low"]), int(then["level_high"])), _run(said)}  # fmt: skip
            unlike += len(runs) > 1
    yield "themes with two ranges for one level", "two kinds", f"{unlike} of {tried}"


def _run(said: str) -> tuple[int, int] | None:
    found = [int(each) for each in re.findall(r"\d", said)]
    return (found[0], found[-1]) if found else None


def alone(base: Base) -> Iterator[Row]:
    (counted,) = one(base, """
        select count(*) from active_memberships
        inner join recorded_partnerships using (partnership_id, period_end)
        inner join partnership_kinds on recorded_partnerships.kind = partnership_kinds.kind
        where nature = 'ownership' or members < greatest(least_members, 2)""")  # fmt: skip
    yield "memberships counted of owners or of one member", "12 secondaries", str(counted)


def other_words(base: Base) -> Iterator[Row]:
    yield "grades in other bodies' words", "by rule", str(grades(base))


def grades(base: Base) -> int:
    """Count levels named under frameworks of other bodies, and their words in what is said."""
    (named,) = one(
        base,
        f"""select count(*) from theme_levels where framework not in ({OWN})
        and coalesce(level, level_low, least_level, open_high) is not null""",
    )
    said = """
        select said from sentences union all select sentence from headlines
        union all select judgement || ' ' || told || ' ' || coalesce(why, '') from theme_summaries
        union all select why from prospects union all select why from theme_levels"""
    # What inspectors are quoted as having found, or judged of schools, is theirs.
    quoted = r"“[^”]*”|(were|was) judged inadequate"
    (words,) = one(
        base,
        f"""select count(*) from ({said}) where regexp_matches(
            lower(regexp_replace(said, ?, '', 'g')), ?)""",
        quoted,
        GRADES,
    )
    return named + words


def moves(base: Base) -> Iterator[Row]:
    past, orders, all_ = past_moves(base)
    yield (
        "moves of periods past; n more heads say yes",
        "101; 123 of 353",
        f"{past}; {orders}, {all_}",
    )
    chance, seen = one(base, """
        select count(*) filter (where not exists (select 1 from improvements
            where improvements.indicator = theme_moves.indicator
                and improvements.area_code = seen_area and improvements.from_end = seen_from
                and improvements.period_end = seen_to and change = 'improved')), count(*)
        from theme_moves where seen_area is not null""")  # fmt: skip
    yield "precedents not beyond chance", "299 of 299", f"{chance} of {seen}"


def past_moves(base: Base) -> tuple[int, int, int]:
    return one(base, """
        select count(*) filter (where earliest_on <= as_at), count(*) filter (
            where way = 'survey' and not regexp_matches(change_text, 'leaders')), count(*)
        from theme_moves inner join move_sentences
            using (framework, as_at, area_code, theme, role, indicator, way)""")  # fmt: skip


def flags(base: Base) -> Iterator[Row]:
    green, areas, unsure = one(base, """
        select count(*), count(distinct area_code), count(*) filter (where not is_sure)
        from (select *, coalesce(theme is null or exists (select 1 from theme_levels
            where level is not null and prospects.theme = theme_levels.theme
                and prospects.framework = theme_levels.framework
                and prospects.as_at = theme_levels.as_at
                and prospects.area_code = theme_levels.area_code), false) as is_sure
            from prospects) where flag = 'green' and as_at = ?""", newest(base))  # fmt: skip
    yield "green flags, whose level could be lower", "17 in 10, 17", f"{green} in {areas}, {unsure}"
    kinds = base.execute("""select flag || if(theme is null, ' outcome', ' capacity') as kind,
        count(*) from prospects where flag is not null group by 1 order by 1""").fetchall()
    yield "kinds of flag, all dates", "red outcome, green capacity", ", ".join(
        f"{number} {kind}" for kind, number in kinds)  # fmt: skip
    (silenced,) = one(
        base,
        """select count(*) from prospects where acted_on and not exists (
        select 1 from dated_actions where prospects.as_at = dated_actions.as_at
            and prospects.area_code = dated_actions.area_code and answers)""",
    )
    yield "concerns silenced by actions past their day", "yes", str(silenced)
    texts = [*QUERIES.rglob("*.sql"), *(PROJECT / "text").glob("*.csv")]
    fixed = sum(len(re.findall(r"most\s*(\W+\s*)?areas have", path.read_text(encoding="utf-8")))
                for path in texts)  # fmt: skip
    yield "shares of areas with flags written by hand", "1, false", str(fixed)


def unsure_flags(base: Base) -> int:
    """Count flags whose theme is not named at their confidence, or whose outcome is not tested."""
    return one(
        base,
        """
        select count(*) from prospects
        left join theme_levels using (framework, as_at, area_code, theme)
        left join theme_rules using (framework, theme)
        left join outcome_tests on prospects.framework = outcome_tests.framework
            and prospects.as_at = outcome_tests.as_at
            and prospects.area_code = outcome_tests.area_code
            and prospects.indicator = outcome_tests.indicator
        where prospects.flag is not null and not coalesce(if(prospects.theme is not null,
            theme_levels.level is not null and theme_levels.level_low = theme_levels.level_high
                and theme_levels.confidence >= theme_rules.confidence,
            if(prospects.flag = 'red', outcome_tests.is_worse or outcome_tests.is_worsening,
                outcome_tests.is_better or outcome_tests.relative = 'improving')), false)""",
    )[0]


def registers(base: Base) -> Iterator[Row]:
    silent, all_ = one(base, """select count(*) filter (
        where rows_counted < rows_stored and coalesce(not_counted, '') = ''), count(*)
        from register_counts""")  # fmt: skip
    yield "registers with rows uncounted and no reason said", "all", f"{silent} of {all_}"


def paired(base: Base) -> Iterator[Row]:
    (exact, all_), = base.execute("""select count(*) filter (where verdict <> 'could_be_chance'),
        count(*) from survey_pairs""").fetchall()  # fmt: skip
    (parted,) = one(
        base,
        """
        select count(*) from survey_pairs
        inner join survey_results as v using (area_code, wave, item)
        inner join survey_results as r using (area_code, wave, item)
        where v.asked = 'valued' and r.asked = 'received'
            and (v.lower > r.upper or v.upper < r.lower)""",
    )
    yield (
        "valued and received: exact; by intervals",
        "35 by intervals",
        f"{exact}; {parted} of {all_}",
    )


def added_value(base: Base) -> Iterator[Row]:
    said = page(base, "added_value/finding").iloc[0]
    yield "added value, in data made with none", "2 went worse of 16", said["headline"]


def changes(base: Base) -> Iterator[Row]:
    (unlike,) = one(base, f"""
        select count(*) from judgement_changes
        inner join theme_levels as now using ({", ".join(KEY)})
        inner join theme_levels as before on before.framework = now.framework
            and before.as_at = previous_as_at and before.area_code = now.area_code
            and before.theme = now.theme
        where judgement_changes.way is not null and now.counted <> before.counted""")  # fmt: skip
    yield "changes said where what is known changed", "15", str(unlike)


def false_findings(base: Base) -> Iterator[Row]:
    """Draw every figure from its neighbours' value: how many differences are told all the same."""
    rows = base.execute(
        """
        select findings.area_code, findings.kind, findings.denominator, findings.decimals,
            findings.beside_value, findings.least_difference, coalesce(findings.widened, 1)
                as widened, cast(per as double) as per
        from findings inner join indicator_labels using (indicator)
        where findings.as_at = ? and findings.place is not null and findings.basis = 'counts'
            and findings.kind = 'percentage' and findings.denominator > 0
            and findings.framework = ?""",
        [newest(base), one(base, OWN)[0]],
    ).df()
    dice, told = np.random.default_rng(2), []
    cases, beside = rows["denominator"].round().to_numpy(), rows["beside_value"].to_numpy()
    for _ in range(200):
        n = dice.binomial(cases.astype(int), np.clip(beside / 100, 0, 1))
        value = 100 * n / cases
        lower, upper = (level_rules.limit(n, cases, z) for z in (-1.96, 1.96))
        wide = rows["widened"].to_numpy()
        reach = np.where(beside < value, value - lower, upper - value) * wide
        apart = np.abs(value - beside) >= 3.09 / 1.96 * reach  # as findings has it
        size = np.abs(value - beside) >= rows["least_difference"].to_numpy()
        told.append(pd.Series(apart & size).groupby(rows["area_code"]).sum().to_numpy())
    share = np.array(told)
    yield (
        "false findings for an authority, with no difference",
        "1.6, 52% have one",
        f"{share.mean():.2f}, {100 * (share > 0).mean():.0f}% have one "
        f"of {len(rows) / rows['area_code'].nunique():.0f} tests",
    )
    (words,) = one(base, "select count(*) from sentences where regexp_matches(said, 'learly')")
    yield "sentences that say clearly", "forty a page", str(words)


def same_sides(base: Base) -> Iterator[Row]:
    (alike,) = one(base, r"""select count(*) from sentences where
        regexp_matches(said, ': (\S+)[^,]* here,') and regexp_extract(said, ': (\S+) .*?here', 1)
            = regexp_extract(said, 'here, (\S+) among', 1)""")  # fmt: skip
    (better,) = one(base, "select count(*) from sentences where part = 'worry' "
                    "and sentence like 'better%'")  # fmt: skip
    yield "sentences with both sides alike; worries that are better", "30; 1", f"{alike}; {better}"


def hidden(base: Base) -> Iterator[Row]:
    wrong, all_ = one(base, f"""
        with newest as (
            select framework, dated_areas.as_at, area_code, indicator,
                arg_max(missing_reason, period_end) as reason
            from framework_bearings
            inner join figures using (indicator)
            inner join dated_areas using (area_code)
            inner join recent_dates on dated_areas.as_at = recent_dates.as_at
            where framework in ({OWN}) and period_end <= dated_areas.as_at
                and period_end > dated_areas.as_at - to_years(max_age_years)
            group by all having arg_max(value is null, period_end)
        ), truth as (
            select framework, as_at, area_code, count(*) as hidden from newest
            where reason = 'suppressed' group by all
        ), told as (
            select framework, as_at, area_code, cast(facts['hidden'] as integer) as hidden
            from sentences where sentence = 'not_hidden' and framework in ({OWN})
        )
        select count(*) filter (where truth.hidden is distinct from told.hidden), count(*)
        from truth full join told using (framework, as_at, area_code)""")  # fmt: skip
    yield "papers that miscount what is hidden", "one where three are", f"{wrong} of {all_}"


def main(*arguments: str) -> None:
    """Build, measure every row, print them, then the figure; `demonstration`: of that alone."""
    from tests.benchmarks import judgement_published

    with tempfile.TemporaryDirectory() as folder:
        os.environ["CAA_STORE"] = folder
        base = built("demonstration", [])
        rows = [row for measure in ROWS for row in measure(base)]
        pays, tried = hiding(base)
        rows.append(("hiding a figure raises a level", "32 of 158", f"{pays} of {tried} hidden"))
        if arguments != ("demonstration",):
            rows += judgement_published.rows()
        rows += budgets(base)
        past, orders, _ = past_moves(base)
        unsure, words = unsure_flags(base), grades(base)
    print("| Found | Then | Now |\n| --- | --- | --- |")
    for name, then, now in rows:
        print(f"| {name} | {then} | {now} |")
    acts = not next(now for name, _, now in rows if name.startswith("What if")).startswith("0 ")
    print(
        f"named wrong {level_rules.named_wrong():.1f}%; hiding pays {pays} of {tried}; "
        f"weights act {'yes' if acts else 'no'}; past moves {past + orders}; "
        f"flags below confidence {unsure}; grades in other bodies' words {words}"
    )


def budgets(base: Base) -> list[Row]:
    """Say how long a what-if answer takes: every theme of one authority, one figure moved."""
    framework, as_at = one(base, OWN)[0], str(newest(base))
    chosen = {"framework": framework, "as_at": as_at, "area_code": "001"}
    indicator = page(base, "what_if/choices", **chosen)["code"].iloc[0]
    made = page(base, "what_if/changes", scenario=f"weight:{indicator}:10", **chosen)
    spent = []
    for _ in range(5):
        begun = time.perf_counter()
        supposed(base, made["changes"].iloc[0], chosen)
        spent.append(1000 * (time.perf_counter() - begun))
    return [("a what-if answer, ms", "200 at most", f"{statistics.median(spent):.0f}")]


ROWS: list[Callable[[Base], Iterator[Row]]] = [
    weakest_decides, more_evidence, own_draws, almost_nothing, ranges, alone, other_words, moves,
    flags, registers, paired, added_value, changes, false_findings, same_sides, hidden,
]  # fmt: skip
