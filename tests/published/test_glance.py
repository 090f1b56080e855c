"""What the first page says of every authority from published data alone."""

import re

import pytest

from kit.store import sqlfile
from kit.store.paths import PROJECT

pytestmark = pytest.mark.real_data
QUERIES = PROJECT / "queries"
NAMES = (
    "published",
    "published_pieces",
    "inspections",
    "enquiries",
    "first_steps",
    "sentences",
)


@pytest.fixture(scope="module")
def said(published_build) -> dict[str, dict[str, list[dict]]]:
    """Give, by question and authority, the rows of the first page on the last date."""
    as_at = published_build.execute("select max(as_at) from assessment_dates").fetchone()[0]
    areas = published_build.execute(
        "select area_code from dated_areas where as_at = $1", [as_at]
    ).fetchall()
    found: dict = {}
    for name in NAMES:
        text = sqlfile.read(QUERIES / "pages" / "glance" / f"{name}.sql", QUERIES).text
        found[name] = {}
        for (area,) in areas:
            given = {"area_code": area, "as_at": as_at, "framework": "caa_2009"}
            wanted = {key: value for key, value in given.items() if f"${key}" in text}
            rows = published_build.execute(text, wanted)
            names = [column[0] for column in rows.description]
            found[name][area] = [dict(zip(names, row, strict=True)) for row in rows.fetchall()]
    return found


def test_every_authority_has_a_headline_of_what_is_known(said):
    assert len(said["sentences"]) == 153
    for rows in said["sentences"].values():
        headline = next(row["sentence"] for row in rows if row["kind"] == "headline")
        assert headline.startswith("Published evidence touches ")
        assert "cannot" not in headline and not re.search(r"\blevel\b", headline.split(";")[0])
    birmingham = said["sentences"]["330"][0]["sentence"]
    assert birmingham.startswith("Published evidence touches 7 of Birmingham’s 8 themes; suspens")
    spoken = {"201": "the City of London’s", "420": "the Isles of Scilly’s", "801": "Bristol’s"}
    for area, whose in spoken.items():
        assert f" of {whose} 8 themes" in said["sentences"][area][0]["sentence"]
    assert birmingham.endswith("“inconsistent experiences and outcomes”, Aug 2025")


def test_every_theme_says_what_it_does_not_say_and_voice_that_nothing_is_published(said):
    for rows in said["published"].values():
        assert len(rows) == 8 and all(row["does_not_say"] and row["says"] for row in rows)
        voice = next(row for row in rows if row["theme"] == "voice")
        assert voice["badges"] == "nothing is published"


def test_money_and_structure_are_not_ranked(said):
    for area, rows in said["published_pieces"].items():
        badges = {row["theme"]: row["badges"] for row in said["published"][area]}
        for row in rows:
            if badges[row["theme"]] in ("money", "structure"):
                assert row["beside"] == "", row


def test_a_report_and_a_figure_say_how_old_they_are(said):
    assert all(said["inspections"].values())
    oldham = {row["heading"]: row["sentence"] for row in said["inspections"]["353"]}
    assert (
        "“widespread and/or systemic failings”. Published 29 August 2023"
        in (oldham["Area SEND inspection"])
    )
    kent = {row["heading"]: row["sentence"] for row in said["inspections"]["886"]}
    assert "more than three years ago" in kent["Area SEND inspection, 2016 to 2022"]
    assert "“" not in kent["Area SEND inspection, 2016 to 2022"]
    pieces = {row["said"] for row in said["published_pieces"]["886"]}
    assert any("(6 on 30 Nov 2016)" in piece and ": 31," in piece for piece in pieces)


def test_what_is_older_than_an_authority_is_not_a_zero(said):
    for area in ("942", "943"):
        badges = {row["theme"]: row["badges"] for row in said["published"][area]}
        assert badges["reach"] == "nothing loaded of this date"


def test_every_authority_has_lines_of_enquiry_and_first_steps(said):
    for area, rows in said["enquiries"].items():
        assert rows and all(row["said"].endswith("?") and row["register"] for row in rows), area
        assert not any("{" in row["said"] for row in rows)
    for rows in said["first_steps"].values():
        assert "So far 13 registers: 8 of 8 themes" in rows[-1]["opens"]
        joined = [" and " in row["keeps"] for row in rows]
        assert joined == [row["opens"].startswith("open ") for row in rows]


def test_nothing_is_put_in_the_mouth_of_inspectors(said, published_build):
    """What a collector of reports wrote where it found nothing is no word of theirs."""
    quoted = published_build.execute(
        "select words from inspection_outcomes where words is not null"
    ).fetchall()
    assert len(quoted) > 100
    for (words,) in quoted:
        assert words[0].isupper() and "not found" not in words.lower() and len(words) > 40
    slough = {row["heading"]: row["sentence"] for row in said["inspections"]["871"]}
    assert "could not be read; see the report" in slough["Area SEND inspection"]
    for rows in said["published_pieces"].values():
        assert not any("not found" in row["said"].lower() for row in rows)


def test_every_earlier_outcome_of_inspectors_is_listed(said):
    birmingham = {row["heading"]: row["sentence"] for row in said["inspections"]["330"]}
    assert (
        "“good”; overall effectiveness: “good”" in birmingham["Inspection of children’s services"]
    )
    assert all(
        row["sentence"].count("“") == row["sentence"].count("”")
        for rows in said["inspections"].values()
        for row in rows
    )


def test_who_is_ahead_is_not_asked_why_it_loses_ground(said):
    """Cheshire East knows what all but 1 in 1,000 do: the country came nearer to that."""
    asked = [row["said"] for row in said["enquiries"]["895"]]
    assert not any(one.startswith("16 and 17 year-olds whose activity") for one in asked[:-1])
    for rows in said["enquiries"].values():
        figures = [row["said"] for row in rows if " among neighbours" in row["said"]]
        assert all(" among neighbours (" in one for one in figures), "the period is not said"


def test_indicators_that_no_theme_of_ours_holds_keep_their_own_heading(published_build):
    """A theme of another body’s framework does not become the heading of all outcomes."""
    titles = published_build.execute(
        "select distinct theme, theme_title from listed_indicators "
        "where theme in ('outcomes', 'context') order by theme"
    ).fetchall()
    assert titles == [("context", "Context"), ("outcomes", "Outcomes")]
