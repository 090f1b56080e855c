"""The briefing says the sentences of the build, leads to their figures, and turns into slides."""

import json
import re

import pytest

from kit import wording
from kit.store.paths import PROJECT
from tests.opened import html_at, html_of, open_at

BRIEF, PRESENT = "pages/briefing/brief.py", "pages/briefing/present.py"
FULL, SPARSE, FORMED, LONGEST, TREND = "001", "005", "019", "024", "010"
PARTS = ("What is going well", "What worries us", "What changed", "Questions to ask")


def _words(shown: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", shown))


@pytest.mark.parametrize("area", [FULL, SPARSE, FORMED, LONGEST, TREND])
def test_the_brief_says_what_the_figures_say(store, demonstration_build, area):
    shown = html_at(BRIEF, area=area)
    words = _words(shown)
    told = demonstration_build.execute(
        "select part, position, said from sentences where area_code = ? and framework = 'caa_2009' "
        "and as_at = (select max(as_at) from sentences)",
        [area],
    ).fetchall()
    most = {"standing": 3, "well": 4, "worry": 4, "changed": 4, "question": 6, "not_told": 9}
    beside = words  # what is said before the questions, which repeat what they ask about
    for part, _, said in told:
        beside = beside.replace(said, "") if part == "question" else beside
    for part, position, said in told:
        place = words if part == "question" else beside
        assert (said in place) == (position <= most[part]), said
    assert all(part in words for part in PARTS)
    assert "nan" not in words.split()
    assert wording.STAMPS["demonstration"] in words


@pytest.mark.parametrize("area", [FULL, SPARSE, FORMED])
def test_every_question_leads_to_its_figure_and_names_a_role(store, area):
    asked = re.search(r'<ol class="points">(.*?)</ol>', html_at(BRIEF, area=area), re.S)
    questions = re.findall(r"<li>(.*?)</li>", asked[1], re.S)
    pages = {path.stem for path in (PROJECT / "pages").glob("*/*.py")}
    assert questions
    for question in questions:
        page, query = re.search(r'data-in-app href="\./(\w+)\?([^"]*)"', question).groups()
        assert page in pages
        assert f"area={area}" in query
        assert page != "indicator" or "indicator=" in query
        assert "Ask: " in question


@pytest.mark.parametrize("area", [FULL, SPARSE, FORMED, LONGEST, TREND])
def test_each_slide_holds_one_finding_and_its_chart(store, area):
    test = open_at(PRESENT, area=area)
    shown = html_of(test)
    count = int(re.search(r'class="place"[^>]*>1 of (\d+)<', shown)[1])
    findings = []
    for place in range(1, count + 1):
        shown = html_of(test)
        assert f">{place} of {count}<" in shown
        assert len(re.findall("<h1>", shown)) == 1
        findings.append(re.search("<h1>(.*?)</h1>", shown)[1])
        charts = re.findall(r'class="(levels|beside-bars|one)"', shown)
        assert len(charts) <= 1
        assert "31 August 2026" in shown
        assert wording.STAMPS["demonstration"] in shown
        assert "Source: " in shown or not charts
        if place < count:
            next(each for each in test.button if each.label == "Next").click().run()
    assert len(set(findings)) == count
    assert test.query_params["slide"] == str(count)
    assert next(each for each in test.button if each.label == "Next").disabled


@pytest.mark.parametrize(("asked", "place"), [("3", 3), ("99", 7), ("0", 1), ("x", 1)])
def test_the_address_says_which_slide(store, asked, place):
    shown = html_at(PRESENT, area=FULL, slide=asked)
    assert f">{place} of 7<" in shown
    assert (f"There is no slide “{asked}”" in shown) == (asked != str(place))


@pytest.mark.parametrize("page", [BRIEF, PRESENT])
def test_of_an_early_date_it_is_said_that_nothing_is_written(published, published_build, page):
    early = published_build.execute("select min(as_at) from assessment_dates").fetchone()[0]
    assert "Nothing is written of this date" in html_at(page, as_at=str(early))


def test_a_place_without_registers_has_a_brief_that_asks_for_them(published, published_build):
    words = _words(html_at(BRIEF))
    assert "Published evidence touches" in words and "cannot be" not in words
    asked = published_build.execute(
        "select said from sentences where framework = 'caa_2009' and area_code = '301' "
        "and as_at = (select max(as_at) from sentences) and part = 'question' and position = 1 "
        "and sentence like 'enquiry%'"
    ).fetchone()
    assert asked and asked[0] in words
    assert all(part in words for part in PARTS)
    assert "Show on a projector" in words


def test_every_place_in_the_country_has_a_brief_with_every_part(published, published_build):
    counts = published_build.execute(
        "select area_code, count(distinct part) from sentences where framework = 'caa_2009' "
        "and as_at = (select max(as_at) from sentences) group by area_code"
    ).fetchall()
    assert len(counts) == 153
    assert {parts for _, parts in counts} == {6}


def test_slides_of_published_data_draw_a_trend(published, published_build):
    slide, said = published_build.execute(
        "select slide, said from slides where area_code = '330' and chart = 'trend' "
        "and framework = 'caa_2009' and as_at = (select max(as_at) from slides) order by slide"
    ).fetchone()
    page = open_at(PRESENT, area="330", slide=str(slide))
    shown = html_of(page)
    assert f"<h1>{said}</h1>" in shown
    (chart,) = page.get("plotly_chart")
    drawn = json.loads(chart.proto.spec)
    assert any("lines" in trace.get("mode", "") for trace in drawn["data"])
    starts = drawn["layout"]["yaxis"]["range"][0]
    assert ("the axis does not start at 0" in shown) == (starts > 0)
