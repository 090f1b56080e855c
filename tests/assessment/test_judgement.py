"""Promise: what judges can be judged: no compensation, no luck of order, a second road agrees."""

import random

import pytest

from kit.store import building
from kit.store.paths import Collection

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
        d, wait = luck.randint(10, 60), luck.randint(5, 120)
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
            if then[1] is not None and now[1] is not None:
                assert now[1] <= then[1], (rows[3 * i], now, then)
                assert now[2] <= then[2], (rows[3 * i], now, then)


def test_strength_does_not_cancel_weakness(world):
    """One level above the lowest figure at most: of 20 of 100, and the shortest wait, level 2."""
    crowd(world, [("P1", 10, 100, 1), ("P2", 100, 100, 200)])
    assert [row[2:4] for row in world.ask(STEPS % "P%")] == [(2, 2), (2, 2)]


def test_one_noisy_figure_alone_does_not_decide(world):
    """Two of ten seldom is level 1 for certain: beside the shortest wait it leaves 2 or more."""
    crowd(world, [("P1", 3, 10, 1), ("P2", 30, 100, 1), ("P3", 1, 9, 1)])
    one, two, few = world.ask(STEPS % "P%")
    assert one[3] >= two[3]
    assert few[4] is False  # nine cases are too few to judge, and one figure is too little


def test_a_missing_figure_never_lifts_and_an_empty_one_changes_nothing(world):
    world.base.execute("update framework_themes set minimum_evidence = 1")
    luck = random.Random(5)
    rows = []
    for i in range(60):
        d, wait = luck.randint(10, 60), luck.randint(5, 120)
        n = luck.randint(0, d)
        rows += [(f"P{i:02}", n, d, None), (f"Q{i:02}", n, d, wait)]
    crowd(world, rows)
    lows = {row[0]: row[2] or 0 for row in world.ask(STEPS % "%")}
    assert all(lows[f"P{i:02}"] <= max(lows[f"Q{i:02}"], 1) for i in range(60))


def test_the_order_of_authorities_does_not_matter(world):
    luck = random.Random(6)
    rows = [(f"P{i:02}", luck.randint(0, 40), 40, luck.randint(5, 120)) for i in range(30)]
    crowd(world, rows)
    ask = "select * exclude (framework, as_at) from {} where area_code like 'P%' order by all"
    names = ("theme_levels", "theme_moves")
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


def test_three_causes_of_a_change_are_kept_apart(world):
    world.base.execute("""
        insert into frameworks values ('g', 'G', 'numbered', '2025-01-01', 'f', null, true);
        insert into framework_themes select 'g', * exclude (framework) from framework_themes;
        insert into framework_levels select 'g', * exclude (framework) from framework_levels;
        insert into framework_bearings select 'g', * exclude (framework) from framework_bearings;
        insert into framework_limits select 'g', * exclude (framework) from framework_limits;
        insert into framework_cut_points select 'g', * exclude (framework)
            from framework_cut_points;
        update framework_cut_points set from_value = 72
            where framework = 'g' and indicator = 'joint' and level = 3;
        update framework_bearings set weight = 0.01 where indicator = 'wait'""")
    for area, before, now in (("A", 60, 60), ("B", 40, 76), ("D", 75, 76)):
        for year, n in ((2024, before), (2025, now)):
            world.know("joint", area, year, 100 * n, 10_000)
            world.know("wait", area, year, value=50)
    ask = """select area_code, named_before, named, before_by_these_rules, way, what_changed
        from judgement_changes
        where framework = '{}' and as_at = '2025-08-31' and area_code in ('A', 'B', 'D')
        order by area_code"""
    assert world.ask(ask.format("g")) == [
        ("A", "3", "2", "2", None, "the rules changed"),
        ("B", "2", "3", "2", "rose", "performance changed"),
        ("D", "3", "3", "3", None, "no change"),
    ]
    world.base.execute("delete from indicator_values where area_code = 'B' and indicator = 'wait'")
    world.know("wait", "B", 2025, value=50)
    world.know("wait", "B", 2024, reason="not_applicable")
    assert world.ask(ask.format("g"))[1][4:] == (None, "cannot be compared")


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


@pytest.mark.parametrize("is_missing", [False, True])
def test_each_way_of_moving_lifts_the_theme_and_one_case_fewer_does_not(world, is_missing):
    """By the rule of levels: with a figure missing, the lower end rises to level 2 at most."""
    world.base.execute("update framework_themes set minimum_evidence = 1")
    luck = random.Random(7)
    rows = [
        (f"P{i:02}", luck.randint(0, 40), 41, None if is_missing else luck.randint(25, 120))
        for i in range(40)
    ]
    crowd(world, rows)
    ways = {}
    for area, target, role, indicator, to_n, to_value in world.ask("""
        select area_code, target_level, role, indicator, to_numerator, to_value from theme_moves
        where as_at = '2025-08-31' and area_code like 'P%' order by role = 'one of'"""):
        of_area = ways.setdefault((area, target), {"needed": {}, "one of": {}, "together": {}})
        of_area[role][indicator] = to_n if indicator == "joint" else to_value
    assert {target for _, target in ways} == ({2} if is_missing else {2, 3, 4})
    made, expected = [], {}
    for (area, target), roles in ways.items():
        _, n, d, wait = next(row for row in rows if row[0] == area)
        first = roles["needed"] | roles["together"]
        for last in roles["one of"] or [None]:
            way = first | ({last: roles["one of"][last]} if last else {})
            assert way
            tried = [(way, True)]
            if way.get("joint", 0) > n:
                tried.append((way | {"joint": way["joint"] - 1}, False))
            for values, lifts in tried:
                name = f"M{len(made):03}"
                made.append((name, values.get("joint", n), d, values.get("wait", wait)))
                expected[name] = (lifts, target, values)
    crowd(world, made)
    least = dict(
        world.ask("""select area_code, least_level from theme_levels
        where as_at = '2025-08-31' and area_code like 'M%'""")
    )
    assert len(expected) > 10
    for name, (lifts, target, values) in expected.items():
        assert (least[name] >= target) == lifts, (name, target, values, least[name])


@pytest.mark.parametrize(
    ("months", "way", "needed"),
    [
        # Of ten in the last year, all of which will have gone by, four of the next ten.
        (12, "cases", (4, 10)),
        # Of ten in two years five are carried on, one and a half of them: three of five, next year.
        (24, "cases", (3, 5)),
        # What is so on the day can be so on the next.
        (None, "stock", (None, None)),
    ],
)
def test_a_move_is_something_still_to_come(world, months, way, needed):
    """One more of ten lifts the lower end to level 3, and so does a shorter wait: any one will."""
    world.base.execute(
        "update indicator_labels set events_over = ?, period = 'date', source = 'x' "
        "where indicator = 'joint'",
        [months],
    )
    world.know("joint", "A", 2025, 3, 10)
    world.know("wait", "A", 2025, value=10)
    told = world.ask("""
        select indicator, role, way, target_level, change, next_needed, next_cases,
            cast(earliest_on as text)
        from theme_moves where area_code = 'A' and as_at = '2025-08-31' order by indicator""")
    joint, wait = told
    assert joint == ("joint", "one of", way, 3, 1, *needed, "2026-08-31")
    assert wait[:4] == ("wait", "one of", "results", 3) and -3 < wait[4] < 0
    assert wait[5:] == (None, None, "2026-08-31")


def test_nobody_can_order_what_leaders_say(world):
    world.base.execute(
        "update indicator_labels set period = 'date', source = 'survey_answers' "
        "where indicator = 'joint'"
    )
    world.know("joint", "A", 2025, 3, 10)
    world.know("wait", "A", 2025, value=10)
    assert world.ask(
        "select indicator, way, next_needed from theme_moves where area_code = 'A' order by all"
    ) == [("joint", "survey", None), ("wait", "results", None)]
