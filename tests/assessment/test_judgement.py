"""Promise: what judges can be judged: no compensation, no luck of order, a second road agrees."""

import csv
import math
import random

import pytest

from kit.store import building
from kit.store.paths import PROJECT, Collection

FRAMEWORKS = PROJECT / "data" / "reference" / "frameworks"
STEPS = """
    select area_code, level, level_low, level_high, assessed from theme_levels
    where as_at = '2025-08-31' and area_code like '%s' order by area_code"""


def crowd(world, rows):
    """Let authorities stand with figures of `joint` (n of d) and `wait` (days, or None)."""
    for area, n, d, wait in rows:
        world.base.execute(
            f"insert into areas values ('{area}', 'authority', 'R', null, null, false)"
        )
        if d:
            world.know("joint", area, 2025, n, d)
        if wait is not None:
            world.know("wait", area, 2025, value=wait)


@pytest.mark.parametrize("allowance", [0, 1, None])
def test_raising_one_indicator_never_lowers_a_theme(world, allowance):
    luck = random.Random(4)
    world.base.execute("delete from framework_limits where rule = 'above_weakest'")
    if allowance is not None:
        world.base.execute(
            f"insert into framework_limits values ('f', null, 'above_weakest', {allowance})"
        )
    rows = []
    for i in range(60):
        d, wait = luck.randint(3, 60), luck.randint(5, 120)
        n = luck.randint(0, d - 1)
        better = luck.randint(n + 1, d)
        rows += [
            (f"P{i:02}", n, d, wait),
            (f"Q{i:02}", better, d, wait),
            (f"U{i:02}", n, d, wait - 5),
        ]
    crowd(world, rows)
    levels = {row[0]: row[1:4] for row in world.ask(STEPS % "%")}
    for i in range(60):
        for raised in "QU":
            now, then = levels[f"P{i:02}"], levels[f"{raised}{i:02}"]
            assert all(a <= b for a, b in zip(now, then, strict=True)), (rows[3 * i], now, then)


def test_strength_never_makes_up_for_weakness(world):
    crowd(world, [("P1", 20, 100, 1), ("P2", 100, 100, 200)])
    assert [row[1] for row in world.ask(STEPS % "P%")] == [1, 1]


def test_adding_evidence_that_was_missing_never_raises_a_level(world):
    """Of a theme that is assessed: what was missing may hold it back and never lifts it."""
    world.base.execute("update framework_themes set minimum_evidence = 1")
    luck = random.Random(5)
    rows = []
    for i in range(60):
        d, wait = luck.randint(3, 60), luck.randint(5, 120)
        n = luck.randint(0, d)
        rows += [(f"P{i:02}", n, d, None), (f"Q{i:02}", n, d, wait)]
    crowd(world, rows)
    levels = {row[0]: row[1] for row in world.ask(STEPS % "%")}
    assert all(levels[f"Q{i:02}"] <= levels[f"P{i:02}"] for i in range(60))


def test_a_gap_added_changes_nothing(world):
    crowd(world, [("P1", 60, 100, 20), ("P2", 60, 100, 20)])
    world.know("money", "P2", 2025, reason="not_collected")
    world.know("absence", "P2", 2025, reason="suppressed")
    one, two = world.ask(STEPS % "P%")
    assert one[1:] == two[1:]


def test_the_order_of_authorities_does_not_matter(world):
    luck = random.Random(6)
    rows = [(f"P{i:02}", luck.randint(0, 40), 40, luck.randint(5, 120)) for i in range(30)]
    crowd(world, rows)
    ask = "select * exclude (framework, as_at) from {} where area_code like 'P%' order by all"
    names = ("theme_levels", "theme_moves", "theme_robustness")
    before = [world.ask(ask.format(name)) for name in names]
    world.base.execute(
        "create table kept as select * from indicator_values order by value, area_code"
    )
    world.base.execute("delete from indicator_values")
    world.base.execute("insert into indicator_values select * from kept order by value desc")
    world.base.execute("create table places as select * from areas order by area_code desc")
    world.base.execute("delete from areas")
    world.base.execute("insert into areas select * from places")
    assert [world.ask(ask.format(name)) for name in names] == before


def test_what_would_move_us_is_the_least_that_does(world):
    """Each move, made, lifts the theme; one fewer does not."""
    luck = random.Random(7)
    rows = [(f"P{i:02}", luck.randint(0, 40), 41, luck.randint(31, 120)) for i in range(40)]
    crowd(world, rows)
    moves = {}
    for area, target, indicator, to_n, to_value in world.ask("""
        select area_code, target_level, indicator, to_numerator, to_value from theme_moves
        where as_at = '2025-08-31' and role = 'needed' and area_code like 'P%'"""):
        moves.setdefault((area, target), {})[indicator] = (to_n, to_value)
    assert len(moves) > 20
    made, short = [], []
    for (area, _), steps in moves.items():
        _, n, d, wait = next(row for row in rows if row[0] == area)
        n_to = steps.get("joint", (n, None))[0]
        wait_to = steps.get("wait", (None, wait))[1]
        made.append((f"M{area}", int(n_to), d, wait_to))
        if "joint" in steps:
            short.append((f"N{area}", int(n_to) - 1, d, wait_to))
    crowd(world, made + short)
    levels = {row[0]: row[1] for row in world.ask(STEPS % "%")}
    for (area, target), steps in moves.items():
        assert levels[f"M{area}"] == target
        if "joint" in steps:
            assert levels[f"N{area}"] < target


def test_a_move_says_whether_a_neighbour_made_it(world):
    world.know("joint", "A", 2025, 40, 100)
    world.know("wait", "A", 2025, value=10)
    world.know("joint", "B", 2023, 40, 100)
    world.know("joint", "B", 2025, 75, 100)
    seen = "select change, change_unit, seen_among, seen_area, seen_years from theme_moves"
    where = " where area_code = 'A' and as_at = '2025-08-31'"
    assert world.ask(seen + where) == [(10, "institutions", "neighbours", "B", 2)]
    world.base.execute("delete from neighbours")
    assert world.ask(seen + where) == [(10, "institutions", "others", "B", 2)]
    world.base.execute("delete from indicator_values where area_code = 'B'")
    assert world.ask(seen + where) == [(10, "institutions", "nobody", None, None)]


def test_a_move_seen_is_as_large_as_the_whole_steps_that_are_asked_for(world):
    """Four of seven is 57 %: whoever rose by ten points to pass 50 % did not make this move.

    Nor did who began where A would like to be, nor who rose by so few that it could be chance.
    """
    world.know("joint", "A", 2025, 3, 7)
    world.know("wait", "A", 2025, value=10)
    world.know("joint", "B", 2023, 450, 1000)
    world.know("joint", "B", 2025, 550, 1000)
    world.know("joint", "D", 2021, 600, 1000)
    world.know("joint", "D", 2022, 900, 1000)
    seen = """select change, seen_among from theme_moves
        where area_code = 'A' and as_at = '2025-08-31'"""
    assert world.ask(seen) == [(1, "nobody")]
    world.know("joint", "D", 2023, 3, 7)
    world.know("joint", "D", 2025, 5, 7)
    assert world.ask(seen) == [(1, "nobody")]
    world.base.execute("delete from indicator_values where area_code = 'D'")
    world.know("joint", "D", 2023, 430, 1000)
    world.know("joint", "D", 2025, 640, 1000)
    assert world.ask(seen) == [(1, "neighbours")]


def test_a_change_that_chance_could_give_is_told_from_one_that_it_could_not(world):
    for area, before, now, of in (("A", 6, 5, 12), ("B", 600, 450, 1000)):
        for year, n in ((2024, before), (2025, now)):
            world.know("joint", area, year, n, of)
            world.know("wait", area, year, value=10)
    assert world.ask("""select area_code, what_changed, may_be_same from judgement_changes
        where as_at = '2025-08-31' and area_code in ('A', 'B') order by area_code""") == [
        ("A", "performance changed", True),
        ("B", "performance changed", False),
    ]


def test_robustness_tells_what_a_level_hangs_on(world):
    """Far from every cut point nothing matters; near one, with ten schools, the figures do."""
    world.base.execute("update framework_cut_points set range = 1")
    crowd(world, [("P1", 999, 1000, 1), ("P2", 8, 10, 1)])
    sure, unsure = world.ask("""select holds, rank_low, rank_high, matters_most, from_weights
        from theme_robustness where area_code like 'P%' order by area_code""")
    assert sure == (100, 1, 1, "none", 0)
    assert 30 < unsure[0] < 80
    assert unsure[3:] == ("figures", 0)


def test_we_changed_and_the_ruler_changed_are_told_apart(world):
    world.base.execute("""
        insert into frameworks values ('g', 'G', 'numbered', '2025-01-01', 'f', null, true);
        insert into framework_themes select 'g', * exclude (framework) from framework_themes;
        insert into framework_levels select 'g', * exclude (framework) from framework_levels;
        insert into framework_bearings select 'g', * exclude (framework) from framework_bearings;
        insert into framework_limits select 'g', * exclude (framework) from framework_limits;
        insert into framework_cut_points select 'g', * exclude (framework)
            from framework_cut_points;
        update framework_cut_points set from_value = 62
            where framework = 'g' and indicator = 'joint' and level = 3""")
    for area, before, now in (("A", 60, 60), ("B", 40, 70), ("D", 70, 75)):
        for year, n in ((2024, before), (2025, now)):
            world.know("joint", area, year, 1000 * n // 100, 1000)
            world.know("wait", area, year, value=10)
    ask = """select area_code, level_before, level, before_by_these_rules, now_by_former_rules,
        ruler_changed, what_changed from judgement_changes
        where framework = '{}' and as_at = '2025-08-31' and area_code in ('A', 'B', 'D')
        order by area_code"""
    assert world.ask(ask.format("g")) == [
        ("A", 3, 2, 2, 3, True, "the scoring rules changed"),
        ("B", 2, 3, 2, 3, True, "performance changed"),
        ("D", 3, 3, 3, 3, True, "no change"),
    ]
    assert {row[5] for row in world.ask(ask.format("f"))} == {False}


def table(framework, name):
    path = FRAMEWORKS / framework / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def reached(value, cuts, low_is_better):
    return max(
        [1, *(level for level, at in cuts if (value <= at if low_is_better else value >= at))]
    )


@pytest.mark.parametrize("framework", ["caa_2009"])
@pytest.mark.parametrize("area", ["001", "007", "013"])
def test_the_second_road_to_levels_agrees(demonstration_build, framework, area):
    """From the framework's files and the figures alone, without the assessment's SQL."""
    ask = demonstration_build.execute
    lower = {
        row[0]
        for row in ask(
            "select indicator from indicator_labels where polarity = 'lower_is_better'"
        ).fetchall()
    }
    cuts = {}
    for row in table(framework, "cut_points"):
        cuts.setdefault(row["indicator"], []).append((int(row["level"]), float(row["from_value"])))
    strict = any(row["rule"] == "above_weakest" for row in table(framework, "limits"))
    for (as_at,) in ask("select as_at from assessment_dates").fetchall():
        for theme in table(framework, "themes"):
            told = []
            for bearing in table(framework, "bearings"):
                indicator = bearing["indicator"]
                if bearing["theme"] != theme["theme"] or indicator not in cuts:
                    continue
                since = as_at.replace(year=as_at.year - int(bearing["max_age_years"]))
                found = ask(
                    """select value, lower, upper from figures where indicator = ? and
                    area_code = ? and value is not null and period_end > ? and period_end <= ?
                    order by period_end desc limit 1""",
                    [indicator, area, since, as_at],
                ).fetchone()
                if found:
                    all_three = [
                        reached(value, cuts[indicator], indicator in lower)
                        for value in found
                        if value is not None
                    ]
                    told.append((all_three[0], min(all_three), max(all_three)))
            if len(told) >= max(int(theme["minimum_evidence"]), 1):
                columns = list(zip(*told, strict=True))
                expected = tuple(
                    min(column) if strict else math.floor(sum(column) / len(column) + 0.5)
                    for column in columns
                )
            else:
                expected = (None, None, None)
            got = ask(
                """select level, level_low, level_high from theme_levels where framework = ? and
                area_code = ? and as_at = ? and theme = ?""",
                [framework, area, as_at, theme["theme"]],
            ).fetchone()
            assert got == expected, (framework, area, as_at, theme["theme"], told)


def test_two_builds_give_identical_results(demonstration_store):
    """Every indicator and every table of the assessment, to the last bit."""

    def contents():
        path = building.current_path(Collection.open("demonstration"))
        with building.open_read_only(path) as base:
            return path, dict(
                base.execute(
                    """select name, content from build_steps
                    where layer in ('indicators', 'assessment')"""
                ).fetchall()
            )

    first_path, first = contents()
    building.build(Collection.open("demonstration"), full=True)
    second_path, second = contents()
    assert first_path != second_path
    assert first == second


@pytest.mark.parametrize(
    ("months", "way", "needed"),
    [
        # Of ten in the last year, all of which will have gone by, five of the next ten.
        (12, "cases", (5, 10, "2026-08-31")),
        # Of ten in two years five are carried on, one and a half of them: four of five, next year.
        (24, "cases", (4, 5, "2026-08-31")),
        # What is so on the day can be so on the next.
        (None, "stock", (None, None, "2026-08-31")),
    ],
)
def test_a_move_is_something_still_to_come(world, months, way, needed):
    world.base.execute(
        "update indicator_labels set events_over = ?, period = 'date', source = 'x' "
        "where indicator = 'joint'",
        [months],
    )
    world.know("joint", "A", 2025, 3, 10)
    world.know("wait", "A", 2025, value=10)
    [(told, *rest, day)] = world.ask("""
        select way, next_needed, next_cases, earliest_on from theme_moves
        where area_code = 'A' and as_at = '2025-08-31'""")
    assert (told, (*rest, str(day))) == (way, needed)


def test_nobody_can_order_what_leaders_say(world):
    world.base.execute(
        "update indicator_labels set period = 'date', source = 'survey_answers' "
        "where indicator = 'joint'"
    )
    world.know("joint", "A", 2025, 3, 10)
    world.know("wait", "A", 2025, value=10)
    assert world.ask("select way, next_needed from theme_moves where area_code = 'A'") == [
        ("survey", None)
    ]
