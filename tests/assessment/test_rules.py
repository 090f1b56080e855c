"""Promise: the rules of assessment hold on small tables whose answers can be seen by eye."""

import pytest


def test_small_numbers_are_hidden_and_so_is_one_more(world):
    for area, count in (("A", 3), ("B", 20), ("D", 40)):
        world.know("absence", area, 2025, count, 400)
    shown = world.ask("""select area_code, numerator, value, lower, missing_reason from figures
        where area_type = 'authority' order by area_code""")
    assert shown[0] == ("A", None, None, None, "suppressed")
    assert shown[1] == ("B", None, None, None, "suppressed")
    assert shown[2][:3] == ("D", 40, 10)


def test_all_but_a_few_is_as_telling_as_a_few(world):
    for area, count in (("A", 397), ("B", 20), ("D", 398)):
        world.know("absence", area, 2025, count, 400)
    hidden = world.ask("select area_code from figures where missing_reason = 'suppressed'")
    assert hidden == [("A",), ("D",)]


def test_institutions_are_not_people(world):
    world.know("joint", "A", 2025, 3, 6)
    shown = world.ask("select numerator from figures where area_type = 'authority'")
    assert shown == [(3,)]


def test_groups_are_sum_over_sum_with_median_and_how_many(world):
    world.know("joint", "A", 2025, 1, 2)
    world.know("joint", "B", 2025, 10, 10)
    world.know("joint", "D", 2025, 10, 90)
    answer = world.ask("""select comparison, value, areas from comparisons
        where area_code = 'A' order by comparison""")
    assert answer == [
        ("country", pytest.approx(100 * 21 / 102), 3),
        ("exemplars", 20, 2),
        ("neighbours", 20, 2),
        ("region", pytest.approx(100 * 21 / 102), 3),
    ]


def test_a_level_is_a_range_where_the_interval_crosses_a_cut_point(world):
    world.know("joint", "A", 2025, 8, 12)
    world.know("joint", "B", 2025, 600, 1000)
    levels = world.ask("""select area_code, level, level_low, level_high from evidence
        where indicator = 'joint' and status = 'used'""")
    assert levels == [("A", 3, 2, 4), ("B", 3, 3, 3)]


def test_low_is_better_and_no_interval(world):
    world.know("wait", "A", 2025, value=60)
    world.know("wait", "B", 2025, value=91)
    levels = world.ask("""select level, level_low, level_high from evidence
        where indicator = 'wait' and status = 'used' order by area_code""")
    assert levels == [(3, 3, 3), (1, 1, 1)]


def test_a_theme_is_the_mean_of_heights_and_says_what_is_lowest(world):
    world.know("joint", "A", 2025, 950, 1000)
    world.know("wait", "A", 2025, value=70)
    answer = world.ask("""select assessed, level, limited_by, evidence_used, evidence_possible, why
        from theme_levels where area_code = 'A'""")
    # Heights 4.0 and 2.17: a mean of 3.08, no more than one above the lowest.
    assert answer == [(True, 3, "wait", 2, 2, "Level 3 (well), 99% sure. Lowest: Waiting.")]


def test_the_lowest_is_not_named_alone_where_others_are_as_low(world):
    world.know("joint", "A", 2025, 450, 1000)
    world.know("wait", "A", 2025, value=70)
    answer = world.ask("select level, others_as_weak, why from theme_levels where area_code = 'A'")
    said = "Level 2 (adequately), 99% sure. Lowest: Waiting and 1 other indicator."
    assert answer == [(2, 1, said)]


def test_too_little_evidence_is_not_assessed(world):
    world.know("joint", "A", 2025, 950, 1000)
    world.know("wait", "A", 2025, reason="not_collected")
    answer = world.ask("""select assessed, level, level_low, limited_by, why from theme_levels
        where area_code = 'A'""")
    said = "Not assessed: 1 of 2 indicators known, 2 needed."
    assert answer == [(False, None, None, None, said)]


def test_an_indicator_without_cut_points_is_shown_and_never_judged(world):
    world.know("money", "A", 2025, 100, 1000)
    answer = world.ask("""select status, value, level from evidence
        where area_code = 'A' and indicator = 'money'""")
    assert answer == [("used", 10, None)]
    assert world.ask("select max(evidence_used) from theme_levels") == [(0,)]


def test_old_figures_are_stale_and_gaps_keep_their_reason(world):
    world.know("wait", "A", 2023, value=20)
    world.know("wait", "B", 2025, reason="not_applicable")
    world.know("joint", "A", 2025, 950, 1000)
    answer = world.ask("""select area_code, status, missing_reason from evidence
        where indicator = 'wait' and as_at = '2025-08-31' order by area_code""")
    assert answer == [
        ("A", "stale", None),
        ("B", "missing", "not_applicable"),
        ("D", "not_collected", "not_collected"),
    ]


def test_an_authority_that_has_ended_is_not_assessed_afterwards(world):
    world.know("joint", "A", 2023, 950, 1000)
    world.know("joint", "A", 2025, 950, 1000)
    standing = world.ask("select as_at from theme_levels where area_code = 'Z'")
    assert [str(as_at) for (as_at,) in standing] == ["2023-08-31"]


@pytest.mark.parametrize(
    ("counts", "direction"),
    [
        ((100, 120, 145, 170, 200), "worsening"),
        ((200, 170, 145, 120, 100), "improving"),
        ((100, 120, 90, 121, 101), "no significant change"),
        ((100, 100, 100, 100, 100), "no significant change"),
        ((100, 120, 145, 170), "cannot be calculated"),
        ((100, 120, None, 170, 200, 230), "cannot be calculated"),
    ],
)
def test_direction_over_five_points(world, counts, direction):
    for year, count in enumerate(counts, 2020):
        reason = None if count else "not_available"
        world.know("absence", "A", year, count, 1000, reason=reason)
    got = world.ask("select direction from directions order by period_end desc limit 1")
    assert got == [(direction,)]


def test_no_direction_across_a_break_of_the_series(world):
    for year, count in enumerate((100, 120, 145, 170, 200), 2021):
        world.know("absence", "A", year, count, 1000)
    world.base.execute(
        "insert into series_breaks values ('absence', '2023-09-01', 'new rule', 'both', '')"
    )
    got = world.ask("select direction, relative from directions order by period_end desc limit 1")
    assert got == [("cannot be calculated", "cannot be calculated")]


def worse(world):
    world.know("joint", "A", 2025, 950, 1000)
    world.know("absence", "A", 2025, 200, 1000)
    world.know("absence", "B", 2025, 100, 1000)
    world.know("absence", "D", 2025, 100, 1000)


FLAGS = "select area_code, flag, acted_on from prospects where indicator = 'absence'"


def test_worse_and_nothing_under_way_is_a_red_candidate(world):
    worse(world)
    world.base.execute("""insert into actions (area_code, action, outcome, started_on, due_on,
        status) values
        ('A', 'Something else', 'joint', '2025-01-01', '2026-01-01', 'under_way'),
        ('A', 'Given up', 'absence', '2025-01-01', '2026-01-01', 'stopped'),
        ('A', 'Later', 'absence', '2025-10-01', '2026-01-01', 'planned')""")
    assert world.ask(FLAGS) == [("A", "red", False)]


def test_known_and_acted_on_is_no_flag(world):
    worse(world)
    world.base.execute("""insert into actions (area_code, action, outcome, started_on, due_on,
        status) values
        ('A', 'Attendance teams', 'absence', '2025-01-01', '2026-01-01', 'under_way')""")
    assert world.ask(FLAGS) == [("A", None, True)]


def test_without_a_register_of_actions_nothing_is_proposed(world):
    worse(world)
    assert world.ask(FLAGS) == [("A", None, None)]


@pytest.mark.parametrize("status", ["under_way", "done"])
def test_an_action_answers_until_its_day_and_no_longer(world, status):
    worse(world)
    world.base.execute(
        """insert into actions (area_code, action, outcome, started_on, due_on, status)
        values ('A', 'Attendance teams', 'absence', '2024-01-01', '2025-06-30', ?)""",
        [status],
    )
    assert world.ask(FLAGS) == [("A", "red", False)]
    [(why, told)] = world.ask("select why, is_without_effect from prospects where flag = 'red'")
    assert told
    assert "Acted on without effect so far: Attendance teams (due 30 Jun 2025)" in why


def test_what_all_share_is_no_concern(world):
    """Everybody worsens alike: by itself a trend, against the country none."""
    for year, count in enumerate((100, 120, 145, 170, 200), 2021):
        for area in ("A", "B", "D"):
            world.know("absence", area, year, count, 1000)
    assert world.ask(
        "select distinct direction, relative, is_concern from outcome_tests "
        "where as_at = '2025-08-31'"
    ) == [("worsening", "no significant change", False)]


GREEN = "select why from prospects where flag = 'green'"
SWAP = ("Schools swap leaders", "2024-01-01", "innovative", "https://a.example/1")


def strong(world, reached=980):
    """Give A a theme that rests on one figure, of a thousand: level 4 and no other, or less."""
    world.base.execute("update framework_themes set minimum_evidence = 1")
    world.base.execute("delete from framework_bearings where indicator in ('wait', 'money')")
    world.know("joint", "A", 2025, reached, 1000)


@pytest.mark.parametrize(
    ("reached", "shows", "dated_on", "practice", "link", "flags"),
    [
        (980, *SWAP, 1),
        (980, SWAP[0], "2022-01-01", *SWAP[2:], 0),  # too old
        (980, SWAP[0], SWAP[1], "routine", SWAP[3], 0),  # nothing others could learn
        (980, *SWAP[:3], None, 0),  # nobody can read it
        (805, *SWAP, 0),  # level 4, though the figure would fit 3 as well
        (450, *SWAP, 0),  # a practice alone is no green
    ],
)
def test_green_needs_a_level_named_with_confidence_and_what_others_can_learn(
    world, reached, shows, dated_on, practice, link, flags
):
    strong(world, reached)
    world.base.execute(
        "insert into evidence_items values ('A', 'reach', ?, ?, ?, ?)",
        [shows, dated_on, practice, link],
    )
    assert len(world.ask(GREEN)) == flags


@pytest.mark.parametrize(("seen", "flags"), [("Fewer stay away; report of May 2025", 1), (None, 0)])
def test_an_outcome_better_beyond_chance_earns_green_by_what_was_seen(world, seen, flags):
    strong(world)
    world.know("absence", "A", 2025, 60, 1000)
    for other in ("B", "D"):
        world.know("absence", other, 2025, 100, 1000)
    world.base.execute(
        """insert into actions (area_code, action, outcome, started_on, due_on, status, seen,
        owner_role)
        values ('A', 'Attendance teams', 'absence', '2024-01-01', '2025-06-30', 'done', ?,
        'head of inclusion')""",
        [seen],
    )
    said = world.ask("select why from prospects where flag = 'green' and indicator = 'absence'")
    assert len(said) == flags
    assert all(
        "so says the head of inclusion in the register of actions, of an action since 1 Jan 2024"
        in why
        for (why,) in said
    )


@pytest.mark.parametrize(("theme", "flag"), [("reach", None), (None, "red")])
def test_a_theme_at_the_lowest_level_is_a_concern_unless_acted_on(world, theme, flag):
    strong(world, 100)
    world.base.execute(
        """insert into actions (area_code, action, theme, outcome, started_on, due_on, status)
        values ('A', 'A new network', ?, 'absence', '2025-01-01', '2026-06-30', 'under_way')""",
        [theme],
    )
    assert world.ask("select flag from prospects where theme = 'reach'") == [(flag,)]
