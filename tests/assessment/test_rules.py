"""Promise: the rules of assessment hold on small tables whose answers can be seen by eye."""

from pathlib import Path

import duckdb
import pytest

from kit.store import sqlfile

QUERIES = Path(__file__).parents[2] / "queries"
CHAIN = (
    "figures",
    "assessment_dates",
    "comparisons",
    "directions",
    "evidence",
    "theme_levels",
    "prospects",
)
TABLES = """
create table indicator_values (indicator text, area_code text, period_end date, numerator double,
    denominator double, value double, missing_reason text, period_status text);
create table indicator_labels (indicator text, title text, kind text, counts text, per text,
    polarity text);
create table areas (area_code text, area_type text, region_code text, valid_from date,
    valid_to date, is_exemplar boolean);
create table neighbours (area_code text, neighbour_code text);
create table actions (area_code text, action text, outcome text, started_on date, due_on date,
    status text);
create table evidence_items (area_code text, theme text, shows text, dated_on date);
create table series_breaks (indicator text, broken_on date, why text);
create table framework_themes (framework text, theme text, title text, position int,
    minimum_evidence int);
create table framework_levels (framework text, level int, word text);
create table framework_bearings (framework text, indicator text, theme text, question text,
    weight double, max_age_years int);
create table framework_cut_points (framework text, indicator text, level int, from_value double);
create table framework_limits (framework text, theme text, rule text, value double);

insert into areas values ('C', 'country', null, null, null, false),
    ('R', 'region', 'C', null, null, false), ('A', 'authority', 'R', null, null, false),
    ('B', 'authority', 'R', null, null, true), ('D', 'authority', 'R', null, null, true),
    ('Z', 'authority', 'R', null, '2024-03-31', false);
insert into neighbours values ('A', 'B'), ('A', 'D');
insert into indicator_labels values ('joint', 'Joint work', 'percentage', 'institutions', '100',
    'higher_is_better'), ('wait', 'Waiting', 'days', 'days', '1', 'lower_is_better'),
    ('money', 'Money', 'percentage', 'pounds', '100', 'neutral'),
    ('absence', 'Absence', 'percentage', 'people', '100', 'lower_is_better');
insert into framework_themes values ('f', 'reach', 'Reach', 1, 2);
insert into framework_levels values ('f', 1, 'weak'), ('f', 2, 'adequate'), ('f', 3, 'well'),
    ('f', 4, 'excellent');
insert into framework_bearings values ('f', 'joint', 'reach', 'q', 1, 1),
    ('f', 'wait', 'reach', 'q', 1, 1), ('f', 'money', 'reach', 'q', 1, 1),
    ('f', 'absence', null, 'q', 1, 2);
insert into framework_cut_points values ('f', 'joint', 2, 30), ('f', 'joint', 3, 50),
    ('f', 'joint', 4, 80), ('f', 'wait', 2, 90), ('f', 'wait', 3, 60), ('f', 'wait', 4, 30);
insert into framework_limits values ('f', null, 'above_weakest', 0),
    ('f', null, 'green_from_level', 4), ('f', null, 'green_evidence_years', 2);
"""


class World:
    """A handful of rows, and the assessment run over them."""

    def __init__(self):
        self.base = duckdb.connect()
        for text in sqlfile.read_macros(QUERIES).values():
            self.base.execute(text)
        self.base.execute(TABLES)

    def know(self, indicator, area, year, n=None, d=None, value=None, reason=None):
        """Add one figure of the school year that ends in `year`."""
        if value is None and n is not None and d:
            value = 100 * n / d
        self.base.execute(
            "insert into indicator_values values (?, ?, ?, ?, ?, ?, ?, 'final')",
            [indicator, area, f"{year}-08-31", n, d, value, reason],
        )

    def ask(self, query):
        """Run the whole assessment, then a query over it."""
        for name in CHAIN:
            text = (QUERIES / "assessment" / f"{name}.sql").read_text(encoding="utf-8")
            self.base.execute(f"create or replace table {name} as {text}")
        return self.base.execute(query).fetchall()


@pytest.fixture
def world():
    return World()


def test_small_numbers_are_hidden_and_so_is_one_more(world):
    for area, count in (("A", 3), ("B", 20), ("D", 40)):
        world.know("absence", area, 2025, count, 400)
    shown = world.ask("select area_code, numerator, value, lower, missing_reason from figures")
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
    assert world.ask("select numerator from figures") == [(3,)]


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


def test_a_theme_is_held_by_its_weakest_and_says_so(world):
    world.know("joint", "A", 2025, 950, 1000)
    world.know("wait", "A", 2025, value=70)
    answer = world.ask("""select assessed, level, limited_by, evidence_used, evidence_possible, why
        from theme_levels where area_code = 'A'""")
    assert answer == [(True, 2, "wait", 2, 2, "Held at level 2 (adequate) by Waiting.")]


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
    world.base.execute("insert into series_breaks values ('absence', '2023-09-01', 'new rule')")
    got = world.ask("select direction, points from directions order by period_end desc limit 1")
    assert got == [("cannot be calculated", 2)]


def worse(world):
    world.know("joint", "A", 2025, 950, 1000)
    world.know("absence", "A", 2025, 200, 1000)
    world.know("absence", "B", 2025, 100, 1000)
    world.know("absence", "D", 2025, 100, 1000)


FLAGS = "select area_code, flag, acted_on from prospects where indicator = 'absence'"


def test_worse_and_nothing_under_way_is_a_red_candidate(world):
    worse(world)
    world.base.execute("""insert into actions values
        ('A', 'Something else', 'joint', '2025-01-01', '2026-01-01', 'under_way'),
        ('A', 'Given up', 'absence', '2025-01-01', '2026-01-01', 'stopped'),
        ('A', 'Later', 'absence', '2025-10-01', '2026-01-01', 'planned')""")
    assert world.ask(FLAGS) == [("A", "red", False)]


def test_known_and_acted_on_is_no_flag(world):
    worse(world)
    world.base.execute("""insert into actions values
        ('A', 'Attendance teams', 'absence', '2025-01-01', '2026-01-01', 'under_way')""")
    assert world.ask(FLAGS) == [("A", None, True)]


def test_without_a_register_of_actions_nothing_is_proposed(world):
    worse(world)
    assert world.ask(FLAGS) == [("A", None, None)]


@pytest.mark.parametrize(("dated_on", "flags"), [("2024-01-01", 1), ("2022-01-01", 0)])
def test_green_needs_the_level_and_recent_evidence(world, dated_on, flags):
    world.know("joint", "A", 2025, 950, 1000)
    world.know("wait", "A", 2025, value=10)
    world.base.execute("insert into evidence_items values ('A', 'reach', 'A map', ?)", [dated_on])
    assert world.ask("select count(*) from prospects where flag = 'green'") == [(flags,)]
