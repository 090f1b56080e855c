"""What the first page says of every authority from published data alone."""

import pytest

from kit.store import sqlfile
from kit.store.paths import PROJECT

pytestmark = pytest.mark.real_data
QUERIES = PROJECT / "queries"


@pytest.fixture(scope="module")
def said(published_build) -> dict[str, dict[str, list[tuple[str, str]]]]:
    """Give, by question and authority, the headings with their sentences on the last date."""
    as_at = published_build.execute("select max(as_at) from assessment_dates").fetchone()[0]
    areas = published_build.execute(
        "select area_code from dated_areas where as_at = $1", [as_at]
    ).fetchall()
    found = {}
    for name in ("published", "inspections"):
        text = sqlfile.read(QUERIES / "pages" / "glance" / f"{name}.sql", QUERIES).text
        found[name] = {}
        for (area,) in areas:
            given = {"area_code": area, "as_at": as_at, "framework": "caa_2009"}
            wanted = {key: value for key, value in given.items() if f"${key}" in text}
            rows = published_build.execute(text, wanted).fetchall()
            start = name == "inspections"  # its first column is the kind of report
            found[name][area] = [row[start : start + 2] for row in rows]
    return found


def test_every_authority_has_a_finding_and_is_told_what_nobody_publishes(said):
    assert len(said["published"]) == 153
    for rows in said["published"].values():
        assert [heading for heading, _ in rows] == ["Devolution", "Reach", "Nothing is published"]
        assert all(sentence for _, sentence in rows)
        assert "Voice in policy" in rows[-1][1]


def test_what_is_older_than_an_authority_is_not_a_zero(said):
    for area in ("942", "943"):
        assert "says nothing of this authority" in dict(said["published"][area])["Reach"]
    assert (
        "foundation trust 31 (August 2022; 6 in November 2016)"
        in (dict(said["published"]["886"])["Reach"])
    )


def test_inspectors_words_stand_with_their_day(said):
    assert all(said["inspections"].values())
    assert dict(said["inspections"]["353"])["Area SEND inspection"].endswith(
        "“widespread and/or systemic failings”. Published 29 August 2023."
    )
    kent = dict(said["inspections"]["886"])
    assert "more than three years ago" in kent["Area SEND inspection, 2016 to 2022"]
    assert "“" not in kent["Area SEND inspection, 2016 to 2022"]
