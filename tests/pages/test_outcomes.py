"""Outcomes, concern, voices and England say what the figures say, and hide what is small."""

import re

import pytest

from kit import wording

OUTCOMES = "pages/outcomes/outcomes.py"
CONCERN = "pages/outcomes/concern.py"
VOICES = "pages/outcomes/voices.py"
ENGLAND = "pages/comparison/england.py"
PAGES = (OUTCOMES, CONCERN, VOICES, ENGLAND)
FULL, SPARSE, FORMED, FEW_ANSWERS = "001", "005", "019", "021"


@pytest.mark.parametrize("area", [FULL, SPARSE, FORMED, FEW_ANSWERS, "025"])
@pytest.mark.parametrize("page", PAGES)
def test_every_kind_of_authority_has_its_page(app, page, area):
    as_at = {"as_at": "2022-08-31"} if area == "025" else {}
    shown = app(page, area=area, **as_at)
    assert wording.STAMPS["demonstration"] in shown
    assert "<h1>" in shown
    assert "nan" not in re.sub(r"<[^>]*>", " ", shown).split()


def test_every_outcome_known_has_a_panel_that_leads_on(app, demonstration_build):
    known = demonstration_build.execute(
        """
        select distinct indicator from figures inner join indicator_labels using (indicator)
        where theme = 'outcomes' and area_code = ? and value is not null""",
        [FULL],
    ).fetchall()
    shown = app(OUTCOMES, area=FULL)
    panels = re.findall(r"<li><h3>(.*?)</h3>", shown)
    assert len(panels) == len(known)
    for (code,) in known:
        assert any(f"indicator={code}" in panel for panel in panels)
    assert "National Audit Office" in shown


def test_an_outcome_without_a_figure_is_named(app):
    assert "No figure at all: " in app(OUTCOMES, area=FULL)


def test_concern_says_that_nothing_is_recorded(app):
    assert "register=interventions" in app(CONCERN, area=SPARSE)


def test_agreements_missing_are_those_the_indicator_does_not_count(app, demonstration_build):
    with_one, secondaries = demonstration_build.execute(
        """
        select numerator, denominator from figures
        where indicator = 'secondaries_with_prior_agreement' and area_code = ?
        order by period_end desc limit 1""",
        [FULL],
    ).fetchone()
    shown = app(CONCERN, area=FULL)
    assert f"without an agreement made beforehand: {int(secondaries - with_one)}" in shown


@pytest.mark.parametrize("area", [FULL, FORMED, "003"])
def test_received_is_what_the_indicator_says(demonstration_build, area):
    pairs = demonstration_build.execute(
        """
        select survey_results.numerator, figures.numerator, figures.denominator
        from survey_results
        inner join figures
            on figures.area_code = survey_results.area_code
            and figures.indicator = 'leaders_shape_policy'
            and survey_results.wave between period_end - interval 1 year and period_end
        where survey_results.area_code = ? and item = 'voice' and asked = 'received'""",
        [area],
    ).fetchall()
    assert pairs
    assert all(ours == theirs for ours, theirs, _ in pairs)


def test_fewer_than_five_answers_are_hidden(demonstration_build):
    least = demonstration_build.execute(
        "select min(denominator), min(denominator - numerator) from survey_results"
    ).fetchone()
    assert least[0] >= 5
    alike = demonstration_build.execute(
        """select count(*) from survey_results
        where denominator <= 10 and numerator in (0, denominator)"""
    ).fetchone()
    assert alike == (0,), "all of a small group said the same"
    hidden = demonstration_build.execute(
        "select count(*) from survey_results where missing_reason = 'suppressed'"
    ).fetchone()
    assert hidden[0] > 0


def test_no_group_of_leaders_can_be_worked_out(demonstration_build):
    """Of each way of grouping none is hidden, or several that together hold five asked."""
    rows = demonstration_build.execute(
        """
        select
            any_value(whole.denominator) - sum(parts.denominator) as hidden_asked,
            count(*) filter (where parts.missing_reason = 'suppressed') as hidden,
            min(parts.denominator) as least_asked,
            min(parts.numerator) filter (where parts.numerator > 0) as least_answered
        from survey_responses as parts
        inner join survey_responses as whole
            on parts.area_code = whole.area_code and parts.wave = whole.wave
            and whole.grouping = 'all' and whole.value is not null
        where parts.grouping <> 'all'
        group by parts.area_code, parts.wave, parts.grouping
        having count(parts.denominator) > 0"""
    ).fetchall()
    assert rows
    for hidden_asked, hidden, least_asked, least_answered in rows:
        assert hidden == 0 or (hidden >= 2 and hidden_asked >= 5)
        assert least_asked >= 5
        assert least_answered is None or least_answered >= 5


def test_voices_says_what_to_load_where_nobody_was_asked(app):
    shown = app(VOICES, area=SPARSE)
    assert "register=survey_answers" in shown and "register=survey_invitations" in shown


def test_the_demonstration_has_no_map_and_says_so(app):
    assert "No map is drawn" in app(ENGLAND, area=FULL)


@pytest.mark.parametrize("page", PAGES)
def test_published_data_alone_fills_or_explains_the_page(published, page):
    shown = published(page, area="330")
    assert "Birmingham" in shown
    if page in (CONCERN, VOICES):
        assert "not collected for this authority" in shown


def test_published_england_draws_every_authority(published, published_build):
    shown = published(ENGLAND, area="330", published="trusts_crossing_boundaries")
    assert "Hexagons are those" not in shown, "one map for a figure"
    shown = published(ENGLAND, area="330", published="trusts_crossing_boundaries", map="hexagons")
    assert "Hexagons are those of 2019. Without one: North Northamptonshire" in shown
    drawn, points = published_build.execute(
        """
        select count(*), sum(len(xs)) from map_shapes inner join areas using (area_code)
        where map = 'outlines' and valid_to is null"""
    ).fetchone()
    assert drawn == 153
    assert points < 25_000
    share = published_build.execute(
        """
        select value from figures inner join areas using (area_code)
        where indicator = 'trusts_crossing_boundaries' and areas.area_type = 'country'"""
    ).fetchone()
    assert 35 < share[0] < 37


@pytest.mark.parametrize("code", ["dsg_central_block_share", "schools_in_a_federation"])
def test_published_england_shows_each_figure(published, code):
    shown = published(ENGLAND, area="330", published=code)
    assert "No map is drawn" not in shown
    assert "Groups of schools and their money" in shown
