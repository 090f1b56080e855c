"""Promise, of all authorities and figures: hiding never pays, and rising never lowers.

Each judged figure is hidden, or raised, in turn; the rule is worked out again by its own SQL.
"""

import re

import pytest

from kit.store import sqlfile
from kit.store.paths import PROJECT
from tests.benchmarks import judgement

KEY = ("framework", "as_at", "area_code", "theme")


@pytest.fixture(scope="module")
def rule(demonstration_build):
    """Return a function that works out theme_levels over changed evidence: {key: row}."""
    queries = PROJECT / "queries"
    file = sqlfile.read(next(queries.rglob("theme_levels.sql")), queries)
    base = _with_macros(demonstration_build)

    def worked(select: str) -> dict:
        base.execute(f"create or replace temp table supposed as {select}")
        text = file.text.replace("from evidence\n", "from supposed as evidence\n")
        rows = base.execute(
            "select framework, as_at, area_code, theme, level_low, level_high, least_level "
            f"from ({text})"
        ).fetchall()
        return {row[:4]: row[4:] for row in rows}

    return worked


@pytest.fixture(scope="module")
def positions(demonstration_build):
    """How many judged figures a theme has at most."""
    return demonstration_build.execute("""
        select max(figures) from (select count(*) as figures from evidence
        where part = 'judged' group by framework, as_at, area_code, theme)""").fetchone()[0]


TURN = """row_number() over (
    partition by framework, as_at, area_code, theme, part order by indicator)"""


def test_hiding_any_figure_never_raises_the_lower_end(rule, positions):
    today = rule("select * from main.evidence")
    pays, tried = [], 0
    for place in range(1, positions + 1):
        hidden = rule(f"""
            select * exclude (turn) replace (
                if(part = 'judged' and turn = {place}, 'missing', part) as part,
                if(part = 'judged' and turn = {place}, 'missing', status) as status
            ) from (select *, {TURN} as turn from main.evidence)""")
        for key, (low, *_) in hidden.items():
            tried += low is not None
            if low is not None and low > (today[key][2] or 1):
                pays.append((place, key, today[key], low))
    assert tried > 500
    assert pays == []


def test_hiding_the_newest_figure_at_its_source_never_lets_an_older_one_lift(demonstration_build):
    """By each reason that a figure may be missing for, of all that is judged at the last date."""
    pays, tried = judgement.hiding(_with_macros(demonstration_build))
    assert tried > 500
    assert pays == 0


def _with_macros(base):
    base = base.cursor()
    for text in sqlfile.read_macros(PROJECT / "queries").values():
        base.execute(text.replace("create or replace macro", "create or replace temp macro"))
    return base


def test_raising_any_figure_never_lowers_a_theme(rule, positions):
    today = rule("select * from main.evidence")
    lowered, tried = [], 0
    for place in range(1, positions + 1):
        raised = rule(f"""
            select * exclude (turn, new_value, is_raised, sense, points, levels) replace (
                if(is_raised, new_value, value) as value,
                if(is_raised, ladder_height(new_value, sense, points, levels), height) as height,
                if(is_raised, level_reached(new_value, sense, points, levels), level) as level
            ) from (
                select
                    each.*,
                    part = 'judged' and turn = {place} as is_raised,
                    case
                        when kind = 'percentage'
                            then least(greatest(value + ladders.sense * 7, 0), 100)
                        else value * (1 + 0.1 * ladders.sense)
                    end as new_value,
                    ladders.sense,
                    ladders.points,
                    ladders.levels
                from (select *, {TURN} as turn from main.evidence) as each
                inner join main.ladders on each.framework = ladders.framework
                    and each.indicator = ladders.indicator
            )""")
        for key, (low, high, _) in raised.items():
            before = today[key]
            if low is None or before[0] is None:
                continue
            tried += 1
            if low < before[0] or high < before[1]:
                lowered.append((place, key, before, (low, high)))
    assert tried > 500
    assert lowered == []


def test_the_order_of_the_figures_is_nothing(rule):
    assert rule("select * from main.evidence order by value desc, indicator") == rule(
        "select * from main.evidence order by indicator desc"
    )


def test_every_level_named_is_as_sure_as_the_framework_asks(demonstration_build):
    worst, wide = demonstration_build.execute("""
        select min(theme_levels.confidence - theme_rules.confidence),
            max(level_high - level_low)
        from theme_levels inner join theme_rules using (framework, theme)
        where assessed""").fetchone()
    assert worst >= 0
    assert wide == 1


def test_weights_act(demonstration_build, rule):
    today = rule("select * from main.evidence")
    heavy = rule("""select * replace (
        if(indicator like 'leaders%', weight * 100, weight) as weight) from main.evidence""")
    assert sum(today[key] != heavy[key] for key in today) > 20


def test_no_sentence_says_that_alike_differs(demonstration_build):
    """Of all sentences: no two sides that read the same, and no worry that is better."""
    said = demonstration_build.execute(
        "select part, sentence, said from sentences where facts['beside'] is not null"
    ).fetchall()
    assert len(said) > 200
    alike = [
        text
        for _, _, text in said
        if (sides := re.search(r": (\S+)[^:]*? here, (\S+)", text)) and sides[1] == sides[2]
    ]
    assert alike == []
    assert [row for row in said if row[0] == "worry" and row[1].startswith("better")] == []


def test_what_is_said_to_be_better_or_worse_is_beyond_998_limits(demonstration_build):
    """Of every finding told beside neighbours, by the distance in limits of measured noise."""
    near, told = demonstration_build.execute("""
        select count(*) filter (where sureness < 1.576), count(*) from findings
        where regexp_matches(finding, '^(better|worse)(_|$)') and finding not like '%untested'
        """).fetchone()
    assert told > 50
    assert near == 0


def test_no_limit_of_chance_stands_on_a_count_of_all_there_are(demonstration_build):
    """Nor is any test for chance made of one: not of a figure, a group, a trend or a funnel."""
    complete = "select indicator from indicator_labels where uncertainty = 'complete'"
    for table, limited in {
        "figures": "lower is not null or upper is not null",
        "comparisons": "lower is not null or upper is not null",
        "evidence": "cases is not null or lower is not null",
        "figure_limits": "basis is distinct from 'complete'",
        "comparison_tests": "basis is distinct from 'complete' and verdict is not null",
        "series_windows": "basis <> 'complete' or chi_squared is not null",
        "area_noise": "true",
        "funnels": "true",
        "improvements": "change in ('could be chance', 'cannot be tested')",
        "rank_ranges": "first_place is not null",
    }.items():
        rows = demonstration_build.execute(
            f"select count(*) from {table} where indicator in ({complete}) and ({limited})"
        ).fetchone()
        assert rows == (0,), table
    said = demonstration_build.execute(
        f"""select said from sentences where indicator in ({complete})
            and regexp_matches(said, 'chance')"""
    ).fetchall()
    assert said == []
