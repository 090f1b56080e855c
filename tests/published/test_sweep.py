"""No page or paper of any authority is without a finding, and no two contradict one another."""

import pytest

from tests.benchmarks import england

pytestmark = pytest.mark.real_data


@pytest.fixture(scope="module")
def measured(published_build):
    return england.measure(published_build)


def test_no_page_is_silent_where_figures_exist(measured):
    assert measured["silent"] == 0


def test_no_page_contradicts_another(measured):
    assert measured["contradictions"] == 0


def test_most_themes_have_published_evidence_and_most_outcomes_are_tested(measured):
    assert 1000 < measured["touched"] <= 7 * 153 < measured["themes"] == 8 * 153
    assert 0.6 * measured["outcomes"] < measured["tested"] < measured["outcomes"]


def test_every_paper_leads_with_what_is_known(published, published_build):
    from kit.paper import briefing, paper_data

    as_at = paper_data.dates()[0]
    for code in paper_data.authorities(as_at):
        read = paper_data.read_data(code, as_at, "caa_2009")
        paper = briefing.briefing(read)
        sections = {section.title: section for section in paper.sections}
        assert sections["Where we stand"].lead[0].startswith("Published evidence touches")
        assert sections["What inspectors said"].points, code
        assert len(sections["What is published of each theme"].table.rows) == 8
        assert "?" in sections["Questions to ask"].points[0][0]
        for part in ("Going well", "Worries"):
            assert any(title.startswith(part) and sections[title].points for title in sections)


def test_on_9_december_2009_the_facts_of_the_day_are_beside_ours(published_build):
    rows = published_build.execute(
        "select area_code, outcome from dated_inspections "
        "where as_at = date '2009-12-09' and kind = 'caa_2009'"
    ).fetchall()
    assert len(rows) == 26
    poor = {area for area, outcome in rows if outcome == "performs poorly"}
    red = {area for area, outcome in rows if outcome == "red: children's services"}
    assert poor - red == {"330", "372", "872"} and red <= poor and len(red) == 6
    known = published_build.execute(
        "select count(distinct area_code), sum(known) from outcome_counts "
        "where as_at = date '2009-12-09'"
    ).fetchone()
    assert known[0] >= 150 and known[1] > 900
