"""Pages of judgement: a level opens, what would move it, what if, added value, prospects."""

import re

import pytest

from kit import wording
from kit.store.paths import PROJECT
from tests.opened import html_at

PAGES = [path.stem for path in sorted((PROJECT / "pages" / "judgement").glob("*.py"))]
FRAMEWORKS = ["caa_2009", "area_send_2023", "cqc_local_authority"]
FULL, SPARSE, FORMED = "001", "005", "019"


@pytest.fixture
def app(app):
    return lambda page, **address: app(f"pages/judgement/{page}.py", **address)


@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize("page", PAGES)
def test_every_framework_is_served(app, page, framework):
    shown = app(page, area=FULL, framework=framework)
    assert wording.STAMPS["demonstration"] in shown
    assert "<h1>" in shown
    assert not {"nan", "None", "<NA>"} & set(re.sub(r"<[^>]*>", " ", shown).split())


@pytest.mark.parametrize("area", [SPARSE, FORMED])
@pytest.mark.parametrize("page", PAGES)
def test_every_kind_of_authority_has_its_page(app, page, area):
    assert "<h1>" in app(page, area=area)


def test_a_move_is_said_in_what_is_counted(app, demonstration_build):
    moves = demonstration_build.execute(
        """
        select way, cast(change as integer), cast(numerator as integer),
            cast(to_numerator as integer), cast(denominator as integer), next_needed, next_cases,
            strftime(earliest_on, '%-d %b %Y')
        from theme_moves
        where
            framework = 'caa_2009' and area_code = ? and numerator is not null
            and change_unit <> 'pounds' and change > 0
            and as_at = (select max(as_at) from theme_moves)""",
        [FULL],
    ).fetchall()
    shown = app("moves", area=FULL)
    assert {"stock", "survey"} <= {move[0] for move in moves}
    for way, change, low, high, of, needed, cases, earliest in moves:
        assert f"possible from {earliest}" in shown
        if way == "stock":
            assert f"{change} more: {high} of {of}" in shown
            assert f"instead of {low}" in shown
        elif way == "cases" and needed is not None:
            assert f"{needed} of the next {cases}" in shown
    assert "What leaders said is missing" in shown
    assert "more: 18 of 35 leaders" not in shown


def test_what_nobody_ever_did_is_said(app):
    assert "No move of this size has been seen beyond chance" in app("moves", area="020")


def test_supposing_a_figure_moves_its_theme_and_nothing_else(app):
    shown = app("what_if", area=FULL, changes="figure:leaders_clear_framework:75")
    assert "Northmere would have another range of levels in 1 theme" in shown
    changed = shown.partition("Levels that change")[2].partition("</table>")[0]
    assert changed.count("<tr>") == 2  # its headings and the one theme
    assert ">Vision and leadership</a>" in changed and ">3</td>" in changed
    assert ">3 or 4</td>" in changed


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ("figure:no_such:1", "there is no such indicator"),
        ("figure:leaders_clear_framework:nan", "the value is not a number"),
        ("figure:leaders_clear_framework:120", "a percentage lies between 0 and 100"),
        ("cut_point:leaders_clear_framework:3:99", "the levels would no longer follow one another"),
        ("weight:leaders_clear_framework:-1", "a weight lies between 0 and 10"),
        ("<b>:'; drop table areas", "it names neither a figure, a weight nor a threshold"),
    ],
)
def test_a_scenario_that_makes_no_sense_is_refused_and_said(app, wrong, why):
    shown = app("what_if", area=FULL, changes=wrong)
    assert why in shown
    assert "Change a value to see its effect" in shown


def test_supposing_that_nothing_weighs_no_theme_can_be_assessed(app, demonstration_build):
    judged = demonstration_build.execute(
        "select indicator from ladders where framework = 'caa_2009'"
    ).fetchall()
    none = ",".join(f"weight:{indicator}:0" for (indicator,) in judged)
    shown = app("what_if", area=FULL, changes=none)
    assert "Northmere would no longer be assessed in 8 themes" in shown
    changed = shown.partition("Levels that change")[2].partition("</table>")[0]
    assert changed.count(">not assessed</td>") == 8


@pytest.mark.parametrize("framework", ["area_send_2023", "cqc_local_authority"])
@pytest.mark.parametrize(
    "page", ["../readiness/glance", "level", "moves", "prospects", "what_if", "../briefing/brief"]
)
def test_no_grade_is_given_in_the_words_of_another_body(app, framework, page):
    shown = app(page, area=FULL, framework=framework)
    for word in ("systemic failings", "shortfalls", "inadequate", "requires improvement"):
        assert word not in shown.lower()


def test_a_theme_of_another_framework_is_offered_this_ones(app):
    shown = app("level", area=FULL, framework="area_send_2023", theme="vision")
    assert "The framework chosen has no such theme" in shown


def test_a_level_opens_to_its_rule_cut_points_and_files(app):
    shown = app("level", area=FULL, theme="vision")
    changed = "Did performance change, or the scoring rules?"
    for said in ("The rule", "Whose judgement", "How sure", changed):
        assert said in shown
    assert "The files behind the figures" in shown
    assert "no change (the rules are the same at both dates)" in shown
    unsure = app("level", area=FULL, theme="devolution")
    assert "no certain change (the rules are the same at both dates)" in unsure


def test_added_value_says_what_it_does_not_show(app):
    shown = app("added_value", area=FULL)
    assert "This does not show cause. The National Audit Office" in shown
    assert "Too few to say" in shown


def test_a_flag_is_not_a_rating_and_a_framework_without_flags_says_so(app):
    assert "Not a rating" in app("prospects", area="004")
    assert "has no flags" in app("prospects", area=FULL, framework="area_send_2023")


def test_readiness_opens_to_the_level(store):
    glance = html_at(area=FULL)
    assert 'href="./level?' in glance
    assert "How this level came about" in glance


def _said(shown):
    """Return the sentences of What if: (state, today, supposing) of each."""
    return re.findall(r"<li(?: class=changed)?><b>(.*?)</b><p>(.*?)</p><p>(.*?)</p></li>", shown)


def test_supposing_nothing_nothing_is_listed(app):
    shown = app("what_if", area=FULL)
    assert not _said(shown)
    assert "<p>No level changes.</p>" in shown and "<p>No flag changes.</p>" in shown
    assert "Change a value to see its effect" in shown and "others stay" not in shown


def test_two_scenarios_are_named_and_compared(app):
    mine, other = "figure:leaders_clear_framework:75", "figure:leaders_shape_policy:80"
    shown = app("what_if", area=FULL, changes=mine, called="Plan A", other=other)
    heads = re.findall(r'<th scope="col" class="text">(.*?)</th>', shown)
    assert heads[:4] == ["Theme", "Level now", "Plan A", "The other"]
    assert "Change places with the other" in shown and "Drop the other" in shown
    alone = app("what_if", area=FULL, changes=mine)
    assert "Set it aside and compare another with it" in alone and "The other" not in alone
    # Themes that neither moves are not listed.
    changed = shown.partition("Levels that change")[2].partition("</table>")[0]
    assert ">Vision and leadership</a>" in changed and ">Devolution</a>" not in changed


def test_supposing_a_figure_its_sentences_stand_beside_todays(app):
    changes = "figure:leaders_shape_policy:95,figure:policy_areas_with_partnership_seats:70"
    shown = app("what_if", area=FULL, changes=changes + ",weight:leaders_shape_policy:10")
    said = _said(shown)
    new = [then for state, today, then in said if state == "+ new" and "not said" in today]
    gone = [today for state, today, then in said if state == "× gone" and "not said" in then]
    assert [one.partition(",")[0] for one in new] == ["Leaders who shape policy: 95% here"]
    assert [one.partition(",")[0] for one in gone] == [
        "Policy areas with partnership seats: 17% here"
    ]
    assert not [today for _, today, _ in said if "Attainment 8" in today], "it stays as it is"
    assert re.search(r">Voice in policy</th><td[^>]*>red</td><td[^>]*>none</td>", shown)


def test_supposing_a_cut_point_moves_the_headline_of_what_is_said(app):
    cuts = ",".join(
        f"cut_point:{indicator}:{level}:{5 * level}"
        for indicator in (
            "policy_areas_with_partnership_seats",
            "attendance_of_partnership_leaders",
            "leaders_shape_policy",
        )
        for level in (2, 3, 4)
    )
    said = _said(app("what_if", area=FULL, changes=cuts))
    headline = next(one for one in said if "hold it back" in one[1])
    assert headline[0] == "◆ changed"
    assert "Voice in policy" in headline[1]
    assert "Voice in policy" not in headline[2]


@pytest.mark.parametrize(
    "page",
    [
        "level",
        "moves",
        "what_if",
        "prospects",
        "../evidence/how_we_judge",
        "../readiness/glance",
        "../readiness/indicator",
        "../briefing/brief",
    ],
)
def test_named_outcomes_have_no_number(app, page):
    """Area SEND gives one of three named outcomes: words, and no number, wherever a level is."""
    address = {"area": FULL, "framework": "area_send_2023", "theme": "joint_arrangements"}
    shown = app(page, indicator="partnerships_with_written_agreement", **address)
    shown = re.sub(r"<[^>]*>", " ", shown).replace("gap at level 3", "gap")
    assert not re.findall(r".{30}\blevel [1-3]\b.{20}", shown)
    assert not re.findall(r".{30}\b[1-3] (?:inconsistent|typically|widespread)", shown)


@pytest.mark.parametrize("back", [0, 1, 2])
def test_how_sure_a_level_is_is_said_of_every_date(app, demonstration_build, back):
    """One range of one meaning: worked out, not drawn, so that no date is without it."""
    as_at, named, confidence = demonstration_build.execute(
        """
        select as_at, named, cast(least(floor(confidence), 99) as integer) from theme_levels
        where framework = 'caa_2009' and area_code = ? and theme = 'vision'
        order by as_at desc limit 1 offset ?""",
        [FULL, back],
    ).fetchone()
    shown = app("level", area=FULL, theme="vision", as_at=str(as_at))
    assert named
    assert f"{confidence}%, 80% asked for" in shown
    assert "draws" not in shown


def test_a_level_opens_to_the_rows_of_its_figures(app):
    shown = app("level", area=FULL, theme="vision")
    assert re.search(
        r'href="\./trace\?[^"]*indicator=leaders_clear_framework[^>]*>Source rows', shown
    )
