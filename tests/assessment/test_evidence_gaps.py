"""Promise: what evidence is owed, by whom and by when, comes out as one would work it out by hand.

The framework asks for two indicators of *reach*: `joint` (of institutions) and `wait` (days), each
no older than a year; fewer than ten cases is thin, more than one level apart a contradiction, a
document older than two years no document.
"""

from datetime import date

import pytest

OWED = """select kind, indicator, said, owner, due_on from evidence_gaps
    where area_code = 'A' and as_at = date '2025-08-31' order by kind, indicator"""
UNDOCUMENTED = ("undocumented", None, "no document registered", "them", date(2026, 8, 31))


@pytest.fixture
def debts(world):
    world.base.execute("""
        insert into framework_limits values
            ('f', null, 'contradiction_levels', 1), ('f', null, 'document_years', 2);
        update indicator_labels set owner = if(indicator = 'wait', 'us', 'them'),
            source = 'a register'""")
    return world


def thin_theme(more="", owner="them"):
    said = f"1 of 2 indicators known, 2 needed to judge{more}"
    return ("thin", None, said, owner, date(2026, 8, 31))


def owed(world, kind=None):
    return [row for row in world.ask(OWED) if kind is None or row[0] == kind]


def test_nothing_is_owed_where_figures_are_sure_agree_and_are_documented(debts):
    debts.know("joint", "A", 2025, 900, 1000)
    debts.know("wait", "A", 2025, value=20)
    debts.base.execute(
        "insert into evidence_items (area_code, theme, shows, dated_on) "
        "values ('A', 'reach', 'A map', '2023-09-01')"
    )
    assert owed(debts) == []


def test_a_document_of_two_years_ago_is_too_old_and_one_of_tomorrow_not_yet_there(debts):
    debts.know("joint", "A", 2025, 900, 1000)
    debts.know("wait", "A", 2025, value=20)
    debts.base.execute(
        "insert into evidence_items (area_code, theme, shows, dated_on) values "
        "('A', 'reach', 'Old', '2023-08-31'), ('A', 'reach', 'New', '2025-09-01')"
    )
    assert owed(debts) == [
        (*UNDOCUMENTED[:2], "no document registered since 31 Aug 2023", *UNDOCUMENTED[3:])
    ]


def test_what_is_missing_is_due_on_the_next_day_of_judging_and_leaves_the_theme_thin(debts):
    debts.know("wait", "A", 2025, value=20)
    assert owed(debts) == [
        (
            "missing",
            "joint",
            "Not collected. Needs registers: a register",
            "them",
            date(2026, 8, 31),
        ),
        thin_theme(),
        UNDOCUMENTED,
    ]


def test_a_stale_figure_is_due_since_it_became_too_old(debts):
    debts.know("joint", "A", 2023, 900, 1000)
    debts.know("joint", "B", 2025, 900, 1000)
    debts.know("wait", "A", 2025, value=20)
    assert owed(debts, "stale") == [
        ("stale", "joint", "last figure: 31 Aug 2023", "them", date(2024, 8, 31))
    ]


def test_a_figure_is_thin_while_it_rests_on_fewer_cases_than_the_framework_asks_for(debts):
    debts.base.execute("insert into framework_limits values ('f', null, 'least_cases', 9)")
    debts.know("joint", "A", 2025, 5, 8)
    debts.know("wait", "A", 2025, value=40)
    few = ("thin", "joint", "rests on 8: too few to judge", "them", date(2026, 8, 31))
    assert owed(debts, "thin") == [few, thin_theme("; 1 more with too few cases")]
    debts.base.execute("delete from indicator_values where indicator = 'joint'")
    debts.know("joint", "A", 2025, 5, 9)  # 24 to 84 %: could be level 1 to 4, and is judged
    assert owed(debts, "thin") == []


@pytest.mark.parametrize(
    ("uncertainty", "enough"), [("process", 10), ("sample", 10), ("complete", 5)]
)
def test_without_a_rule_ten_cases_are_enough_and_five_of_a_complete_count(
    debts, uncertainty, enough
):
    debts.base.execute("update indicator_labels set uncertainty = ?", [uncertainty])
    debts.know("joint", "A", 2025, 3, enough - 1)
    debts.know("wait", "A", 2025, value=40)
    assert [row[1] for row in owed(debts, "thin")] == ["joint", None]
    debts.base.execute("delete from indicator_values where indicator = 'joint'")
    debts.know("joint", "A", 2025, 3, enough)
    assert owed(debts, "thin") == []


def test_levels_contradict_only_when_their_ranges_lie_apart(debts):
    debts.know("joint", "A", 2025, 100, 1000)  # level 1, surely
    debts.know("wait", "A", 2025, value=20)  # level 4
    assert owed(debts, "contradictory") == [
        ("contradictory", "joint", "level 1, where Waiting is level 4", "them", date(2026, 8, 31))
    ]
    debts.base.execute("delete from indicator_values")
    debts.know("joint", "A", 2025, 600, 1000)  # level 3, surely: one level apart
    debts.know("wait", "A", 2025, value=20)
    assert owed(debts, "contradictory") == []
    debts.base.execute("delete from indicator_values")
    debts.know("joint", "A", 2025, 1, 4)  # level 1, and up to 3: two apart, and one at the most
    debts.know("wait", "A", 2025, value=40)
    assert owed(debts, "contradictory") == []


def test_people_against_counts_is_said(debts):
    debts.base.execute("update indicator_labels set counts = 'people' where indicator = 'joint'")
    debts.know("joint", "A", 2025, 100, 1000)
    debts.know("wait", "A", 2025, value=20)
    assert owed(debts, "contradictory")[0][2].endswith(": what people say is not what is counted")


def test_hidden_is_told_from_missing(debts):
    debts.base.execute("update indicator_labels set counts = 'people' where indicator = 'joint'")
    debts.know("joint", "A", 2025, 3, 40)
    debts.know("wait", "A", 2025, value=20)
    assert [row[:3] for row in owed(debts, "hidden")] == [
        ("hidden", "joint", "too few people are counted to show it")
    ]
    assert owed(debts, "missing") == []


def test_a_framework_without_rules_owes_no_document_and_no_agreement(world):
    world.know("joint", "A", 2025, 100, 1000)  # level 1, where the other is level 4
    world.know("wait", "A", 2025, value=20)
    assert owed(world) == []


def test_a_framework_without_rules_owes_what_is_not_known_and_what_rests_on_few(world):
    world.know("joint", "A", 2025, 1, 4)
    world.know("wait", "A", 2025, value=20)
    assert owed(world) == [
        ("thin", "joint", "rests on 4: too few to judge", None, date(2026, 8, 31)),
        thin_theme("; 1 more with too few cases", owner=None),
    ]


def test_of_levels_without_numbers_only_words_are_said(debts):
    debts.base.execute("update frameworks set scale = 'named', words = 'poor|fair|good|fine'")
    debts.know("joint", "A", 2025, 100, 1000)
    debts.know("wait", "A", 2025, value=20)
    (apart,) = owed(debts, "contradictory")
    assert apart[2] == "“poor”, where Waiting is “fine”"


def test_partners_who_score_far_apart_contradict_one_another_in_the_theme_it_bears_on(debts):
    debts.know("joint", "A", 2025, 900, 1000)
    debts.know("wait", "A", 2025, value=20)
    items = [("trust", 1, "Trust", "reach"), ("money", 2, "Money", "reach"), ("risk", 3, "R", "x")]
    debts.base.executemany("insert into partner_checklist values (?, ?, ?, ?)", items)
    scores = [
        ("police", 1, "trust", 1), ("police", 1, "money", 2), ("police", 1, "risk", 1),
        ("schools", 1, "trust", 3), ("schools", 2, "trust", 4), ("schools", 1, "money", 4),
        ("schools", 1, "risk", 4),
    ]  # fmt: skip
    debts.base.executemany(
        "insert into partner_scores values ('2025-06-19', 'A', ?, ?, ?, ?)", scores
    )
    said = "partners differ on “Trust”: police 1.0 of 4, schools 3.5"
    assert owed(debts, "contradictory") == [
        ("contradictory", None, said, "them", date(2026, 8, 31))
    ]
    debts.base.execute("update partner_scores set score = 2 where score = 1")
    debts.base.execute("update partner_scores set score = 3 where score = 4")
    assert owed(debts, "contradictory") == [], "a point apart is no contradiction"
