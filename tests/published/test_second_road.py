"""Three indicators worked out a second time, in plain Python from the files, for every area.

Nothing here reads a contract, the importer or the SQL: only csv, calamine and arithmetic.
"""

import csv
import math
from collections import defaultdict

import pytest
from python_calamine import CalamineWorkbook

from tests.conftest import MORE_DATA, SHARED_DATA

pytestmark = pytest.mark.real_data

COUNTRY = {"E92000001": "970"}
REGIONS = {
    "E12000001": "980",
    "E12000002": "981",
    "E12000003": "982",
    "E12000004": "983",
    "E12000005": "984",
    "E12000006": "985",
    "E12000007": "986",
    "E13000001": "987",
    "E13000002": "988",
    "E12000008": "989",
    "E12000009": "990",
}
REGIONS_BY_NAME = {
    "north east": "980",
    "north west": "981",
    "yorkshire and the humber": "982",
    "east midlands": "983",
    "west midlands": "984",
    "east of england": "985",
    "london": "986",
    "south east": "989",
    "south west": "990",
    "england": "970",
}


def rows(path: str) -> list[dict[str, str]]:
    with (SHARED_DATA / path).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def area_of(row: dict[str, str]) -> str:
    if row["geographic_level"] == "National":
        return COUNTRY[row["country_code"]]
    return row["old_la_code"] or REGIONS[row["region_code"]]


def year_end(time_period: str) -> str:
    return f"{int(time_period[:4]) + 1}-08-31"


def stood(area: str, end: str) -> bool:
    """Bedfordshire and Cheshire ended on 31 March 2009, and four authorities began next day."""
    if area in ("820", "875"):
        return end <= "2009-03-31"
    return area not in ("822", "823", "895", "896") or end > "2009-03-31"


def compare(built: list[tuple], by_hand: dict[tuple[str, str], float]) -> None:
    found = {(area, str(end)): value for area, end, value in built}
    assert by_hand, "nothing was worked out"
    assert found.keys() == by_hand.keys()
    wrong = {
        key: (found[key], value)
        for key, value in by_hand.items()
        if not math.isclose(found[key], value, rel_tol=0, abs_tol=1e-9)
    }
    assert not wrong


def test_permanent_exclusion_rate(published_build):
    by_hand = {}
    for row in rows("outcomes/exclusions_by_geographic_level__la_reg_nat.csv"):
        key = area_of(row), year_end(row["time_period"])
        pupils = int(row["headcount"])
        if row["school_type"] != "Total" or row["perm_excl"] == "x" or not pupils:
            continue
        if stood(*key):
            by_hand[key] = float(row["perm_excl"]) / pupils * 100
    compare(
        published_build.execute(
            """
        select area_code, period_end, value from permanent_exclusion_rate
        where value is not null and denominator is not null and period_end <= cast(? as date)
    """,
            [max(end for _, end in by_hand)],  # later counts are worked out from published rates
        ).fetchall(),
        by_hand,
    )


def test_level_3_gap_fsm(published_build):
    shares = defaultdict(dict)
    path = MORE_DATA / "outcomes" / "attainment_at_19_2004-05_2021-22.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            year, code = int(row["cohort_19_in"]), row["la_code_3"]
            # The release keeps the old code of Dorset for cohorts of the new authority.
            code = "838" if code == "835" and year >= 2019 else code
            if row["fsm"] != "ALL" and code != "ALL" and year <= 2022:
                share = int(row["l3_by19"]) / int(row["number_in_ss_cohort"]) * 100
                shares[code, f"{year}-08-31"][row["fsm"]] = share
    by_hand = {
        key: both["Not eligible for FSM"] - both["Eligible for FSM"]
        for key, both in shares.items()
        if len(both) == 2
    }
    built = published_build.execute("""
        select gap.area_code, gap.period_end, gap.value from level_3_gap_fsm as gap
        inner join areas on gap.area_code = areas.area_code and areas.area_type = 'authority'
        where gap.value is not null and exists (
            select 1 from outcomes
            where
                outcomes.area_code = gap.area_code and outcomes.period_end = gap.period_end
                and outcomes.measure = 'level_3_by_19_fsm'
                and outcomes.source = 'attainment_at_19_cohorts'
        )
    """).fetchall()
    # Successors have figures only of the years in which they stood.
    stood = {(area, str(end)) for area, end, _ in built}
    assert len(by_hand.keys() - stood) < 120
    compare(built, {key: value for key, value in by_hand.items() if key in stood})


def test_dsg_schools_block_share(published_build):
    by_hand = {}
    book = CalamineWorkbook.from_path(
        SHARED_DATA / "finance" / "dsg_allocations_2019-20_to_2023-24.ods"
    )
    for sheet in book.sheet_names:
        if not sheet.startswith("Allocations_"):
            continue
        end = f"20{sheet[-2:]}-03-31"
        for row in book.get_sheet_by_name(sheet).to_python(skip_empty_area=False):
            first = str(row[0]).strip().removesuffix(".0")
            area = first if first.isdigit() else REGIONS_BY_NAME.get(first.lower())
            if area:
                by_hand[area, end] = row[2] / row[6] * 100
    compare(
        published_build.execute("""
        select area_code, period_end, value from dsg_schools_block_share where value is not null
    """).fetchall(),
        by_hand,
    )
