"""Reorganisation ahead: what crosses the line, what is not placed, and where none is coming."""

import csv
import re

from kit.store.paths import PROJECT

PAGE = "pages/partnerships/reorganisation.py"
REFERENCE = PROJECT / "data" / "reference"


def _rows(name):
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_page_names_what_crosses_and_the_sides_add_up(app, demonstration_build):
    shown = app(PAGE, area="001")
    headline = demonstration_build.execute(
        "select headline from reorganisation_findings where area_code = '001' "
        "and as_at = date '2026-08-31'"
    ).fetchone()[0]
    assert headline in shown
    assert re.match(r"\d+ of \d+ partnerships of Northmere cross the line between", headline)
    for part in ("What falls on either side", "Partnerships, those that cross first", "Not placed"):
        assert part in shown
    institutions, partnerships = demonstration_build.execute(
        "select sum(institutions), sum(partnerships) from successor_sides "
        "where area_code = '001' and as_at = date '2026-08-31'"
    ).fetchone()
    ask = demonstration_build.execute
    assert (
        institutions
        == ask(
            "select count(*) from open_institutions where area_code = '001' "
            "and period_end = date '2026-08-31'"
        ).fetchone()[0]
    )
    assert (
        partnerships
        == ask(
            "select count(*) from active_partnerships where area_code = '001' "
            "and period_end = date '2026-08-31'"
        ).fetchone()[0]
    )


def test_where_none_is_coming_the_page_says_how_to_add_one(app):
    shown = app(PAGE, area="002")
    assert "No plan to change the borders of Aldermarch is on record" in shown
    assert "To open what falls on either side" in shown


def test_surrey_becomes_two_and_each_district_goes_to_one_of_them():
    ahead = [row for row in _rows("future_authorities") if row["predecessor_code"] == "936"]
    assert {row["name"]: row["starts_on"] for row in ahead} == {
        "East Surrey": "2027-04-01",
        "West Surrey": "2027-04-01",
    }
    districts = [row for row in _rows("future_localities") if row["predecessor_code"] == "936"]
    assert len({row["locality"] for row in districts}) == len(districts) == 11
    assert {row["authority"] for row in districts} == {row["authority"] for row in ahead}
