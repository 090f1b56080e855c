"""The later files read a second time, by plain Python: nothing of a contract or of the SQL.

Each reading is of every authority, and is held against what the build made of the same file.
"""

import csv
import math
from collections import defaultdict
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from tests.conftest import MORE_DATA

pytestmark = pytest.mark.real_data

GRADE = "impact_of_leaders_grade"
DORSET = {"835": "838"}  # the release of 2022 keeps the old code for cohorts of the new authority


def rows(path: str, encoding: str = "utf-8-sig", delimiter: str = ",") -> list[dict[str, str]]:
    with (MORE_DATA / path).open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def compare(built: list[tuple], by_hand: dict[tuple, tuple]) -> None:
    found = {row[:2]: row[2:] for row in built}
    assert by_hand, "nothing was read"
    assert found.keys() == by_hand.keys()
    wrong = {
        key: (found[key], expected)
        for key, expected in by_hand.items()
        if not all(
            math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
            for one, other in zip(found[key], expected, strict=True)
        )
    }
    assert not wrong


def authorities(build, measure: str, source: str, columns: str) -> list[tuple]:
    return build.execute(
        f"""
        select area_code, year(period_end), {columns} from outcomes
        inner join areas using (area_code)
        where
            measure = '{measure}' and outcomes.source = '{source}'
            and area_type = 'authority' and value is not null
        """
    ).fetchall()


def test_level_3_by_19_with_its_counts(published_build):
    by_hand = {}
    for row in rows("outcomes/attainment_at_19_2004-05_2021-22.csv"):
        year = int(row["cohort_19_in"])
        whole = {row["gender"], row["fsm"], row["sen"]} == {"ALL"}
        if not whole or row["la_code_3"] == "ALL" or year > 2022:
            continue
        code = DORSET.get(row["la_code_3"], row["la_code_3"]) if year >= 2019 else row["la_code_3"]
        by_hand[code, year] = (int(row["l3_by19"]), int(row["number_in_ss_cohort"]))
    # Northamptonshire and Cumbria ended before the release, which gives their successors for all
    # years; an authority has figures of the years in which it stood.
    stood = published_build.execute(
        """
        select area_code, cast(unnest(range(
            greatest(year(valid_from + interval 4 month), 2005),
            least(coalesce(year(valid_to + interval 1 day - interval 8 month), 2022), 2022) + 1
        )) as integer) from areas where area_type = 'authority'
        """
    ).fetchall()
    by_hand = {key: value for key, value in by_hand.items() if key in set(stood)}
    built = authorities(
        published_build, "level_3_by_19", "attainment_at_19_cohorts", "numerator, denominator"
    )
    compare(built, by_hand)


def test_participation_with_its_cohort(published_build):
    by_hand = {}
    for year in range(2021, 2026):
        for row in rows(f"outcomes/neet_la_{year}.csv"):
            share = row["TOTAL_participating_in_education_and_training_percent"]
            if row["geographic_level"] == "Local authority" and share not in ("c", "z", ""):
                if not row["cohort_March"]:
                    continue
                by_hand[row["old_la_code"], year] = (float(share), float(row["cohort_March"]))
    built = authorities(
        published_build, "participation_16_17", "participation", "value, denominator"
    )
    compare(built, by_hand)


def test_plans_in_20_weeks_without_exceptions(published_build):
    by_hand = {}
    for row in rows("send/ehcp_timeliness_20_week.csv"):
        if row["breakdown"] != "All EHC plans issued" or row["geographic_level"][0] != "L":
            continue
        issued, late = row["plans_issued_den_ex"], row["plans_issued_20_weeks_ex"]
        if "x" not in (issued, late) and int(issued):
            by_hand[row["old_la_code"], int(row["time_period"])] = (int(late), int(issued))
    built = authorities(
        published_build, "ehc_plans_in_20_weeks", "ehc_plans", "numerator, denominator"
    )
    found = {row[:2] for row in built}
    # Of 2021 and 2023 the release gives successors that had not begun, which are left out.
    assert found <= by_hand.keys()
    compare(built, {key: by_hand[key] for key in found})
    assert len(by_hand.keys() - found) < 10


def test_appeals_to_the_tribunal(published_build):
    book = CalamineWorkbook.from_path(
        MORE_DATA / "send" / "send_tribunal_appeal_rate_2014_2022.ods"
    )
    by_year = defaultdict(list)
    for row in book.get_sheet_by_name("SEND_2").to_python(skip_empty_area=False)[5:]:
        for number, year in enumerate(range(2014, 2023)):
            appeals, decisions = row[1 + 3 * number : 3 + 3 * number]
            if isinstance(appeals, float) and isinstance(decisions, float) and decisions:
                total = str(row[0]).startswith("England")
                by_year[year, total].append((appeals, decisions))
    built = authorities(published_build, "send_appeals", "send_tribunal", "numerator, denominator")
    for year in range(2014, 2023):
        found = sorted(row[2:] for row in built if row[1] == year)
        read = sorted(by_year[year, False])
        assert len(found) >= len(read) - 3  # successors that had not begun are left out
        assert not set(found) - set(read)


def test_persistent_absence_on_one_definition(published_build):
    codes = dict(published_build.execute("select gss_code, area_code from area_codes").fetchall())
    by_hand = {}
    for row in rows("outcomes/persistent_absence_2006-07_2023-24.csv"):
        if row["value"] and row["areacd"] in codes and not row["areacd"].startswith(("E12", "E9")):
            year = int(row["period"][:4]) + 1
            by_hand[codes[row["areacd"]], year] = (float(row["value"]),)
    built = authorities(
        published_build, "persistent_absence", "persistent_absence", "outcomes.value"
    )
    found = {row[:2] for row in built}
    assert found <= by_hand.keys()
    compare(built, {key: by_hand[key] for key in found})
    assert len(found) > 2300


def test_enrolments_behind_absence(published_build):
    pupils = defaultdict(list)
    for year, phase in (("2022-23", "school_type"), ("2023-24", "school_type")):
        for row in rows(f"outcomes/attendance_year_to_date_{year}.csv"):
            if row["geographic_level"] == "Local authority" and row[phase] != "Total":
                pupils[row["old_la_code"], int("20" + year[-2:])].append(row["total_enrolments"])
    whole = {key: (sum(map(float, each)),) for key, each in pupils.items() if "c" not in each}
    built = authorities(
        published_build, "persistent_absence", "persistent_absence", "outcomes.denominator"
    )
    found = {row[:2]: row[2:] for row in built if row[1] >= 2023 and row[2] is not None}
    assert len(found) > 280
    assert all(found[key] == whole[key] for key in found)


def test_what_inspectors_said(published_build):
    words = {
        1: "typically positive experiences and outcomes",
        2: "inconsistent experiences and outcomes",
        3: "widespread and/or systemic failings",
    }
    by_hand = {
        row["la_code"]: words.get(int(float(row["outcome_grade"] or 0)))
        for row in rows("inspections/area_send_2023-04_2025-11.csv")
    }
    ilacs = {
        row["la_code"]: row["impact_of_leaders_grade"]
        for row in rows("inspections/ilacs_latest_2026-08.csv")
    }
    for kind, expected in (("area_send_2023", by_hand), ("ilacs", ilacs)):
        found = published_build.execute(
            "select area_code, outcome from inspection_outcomes where kind = $1", [kind]
        ).fetchall()
        assert dict(found) == expected


def test_every_inspection_of_childrens_services_since_2017(published_build):
    grades = ("outstanding", "good", "requires improvement", "inadequate")
    latest = {row["urn"]: row["la_code"] for row in rows("inspections/ilacs_latest_2026-08.csv")}
    by_hand = sorted(
        (latest[row["urn"]], date(2000 + int(year), int(month), int(day)), row[GRADE])
        for row in rows("inspections/ilacs_history.csv")
        if row[GRADE] in grades
        for day, month, year in [row["publication_date"].split("/")]
    )
    built = published_build.execute(
        "select area_code, published_on, outcome from inspection_outcomes "
        "where kind in ('ilacs', 'ilacs_earlier') order by all"
    ).fetchall()
    assert len(built) == 321 and built == by_hand


def test_foundation_trusts_and_federations_at_two_points(published_build):
    last = {}
    for row in rows("partnerships/school_urn_la_2017-18.csv", "cp1252"):
        if row["AcademicYear"] >= "201617":
            kept = last.get(row["URN"], ("", ""))
            if row["AcademicYear"] > kept[0] or (
                row["AcademicYear"] == kept[0] and row["LA"] < kept[1]
            ):
                last[row["URN"]] = (row["AcademicYear"], row["LA"])
    schools = defaultdict(int)
    for row in rows("partnerships/maintained_schools_2016-11.tsv", delimiter="\t"):
        if row["la-maintained-school-eng"] in last:
            area = last[row["la-maintained-school-eng"]][1]
            schools[area, "trust"] += bool(row["foundation-trust"])
            schools[area, "federation"] += bool(row["school-federation"])
    built = published_build.execute(
        """
        select area_code, group_type, schools from group_snapshots
        where as_at = date '2016-11-30' and schools > 0
        """
    ).fetchall()
    assert {row[:2]: row[2] for row in built} == {key: n for key, n in schools.items() if n}


KNOWN = [
    (
        "level 3 by 19 with counts: Knowsley 2005 and 2022",
        """
        select unnest([numerator, denominator]) from level_3_by_19
        where area_code = '340' and year(period_end) in (2005, 2022) order by period_end
        """,
        [446, 1972, 364, 999],
    ),
    (
        "and of England, all authorities of the release",
        """
        select round(value, 1) from level_3_by_19
        where area_code = '970' and year(period_end) in (2005, 2022) order by period_end
        """,
        [42.5, 60.7],
    ),
    (
        "participation, March 2025: Birmingham and its cohort",
        """
        select unnest([value, denominator]) from participation_16_17
        where area_code = '330' and period_end = date '2025-03-31'
        """,
        [93.4, 34604],
    ),
    (
        "persistent absence on one definition: England 2006/07, 2009/10, 2023/24",
        """
        select round(value, 1) from persistent_absence
        where area_code = '970' and year(period_end) in (2007, 2010, 2024) order by period_end
        """,
        [19.3, 17.4, 20.0],
    ),
    (
        "plans in 20 weeks: England 2019 and 2024, Birmingham 2024",
        """
        select unnest([numerator, denominator]) from ehc_plans_in_20_weeks
        where
            area_code = '970' and year(period_end) in (2019, 2024)
            or area_code = '330' and year(period_end) = 2024
        order by area_code desc, period_end
        """,
        [29895, 49519, 39407, 84866, 344, 1290],
    ),
    (
        "appeals 2022: England and Kent",
        """
        select unnest([numerator, denominator]) from send_appeals
        where area_code in ('970', '886') and year(period_end) = 2022 order by area_code desc
        """,
        [12796, 549887, 648, 20329],
    ),
    (
        "Area SEND: Birmingham and Oldham with their days; Kent and Knowsley are not in it",
        """
        select area_code || ' ' || published_on || ' ' || outcome from inspection_outcomes
        where kind = 'area_send_2023' and area_code in ('330', '353', '886', '340')
        order by area_code
        """,
        [
            "330 2025-08-15 inconsistent experiences and outcomes",
            "353 2023-08-29 widespread and/or systemic failings",
        ],
    ),
    (
        "ILACS, impact of leaders",
        """
        select count(*) from inspection_outcomes where kind = 'ilacs'
        group by outcome order by array_position(
            ['outstanding', 'good', 'requires improvement', 'inadequate'], outcome
        )
        """,
        [60, 58, 27, 8],
    ),
    (
        "foundation trusts, Nov 2016 and Aug 2022: Birmingham and Kent",
        """
        select schools from group_snapshots
        where group_type = 'trust' and area_code in ('330', '886') order by area_code, as_at
        """,
        [10, 16, 6, 31],
    ),
    (
        "9 December 2009: excellent, poor, and red flags about children's services",
        """
        select unnest([
            count(*) filter (where words = 'performs excellently'),
            count(*) filter (where words = 'performs poorly'),
            count(*) filter (where words = 'red: children''s services')
        ])
        from named_2009
        """,
        [10, 9, 6],
    ),
]


@pytest.mark.parametrize(("question", "query", "answer"), KNOWN, ids=[one[0] for one in KNOWN])
def test_known_answer(published_build, question, query, answer):
    found = [row[0] for row in published_build.execute(query).fetchall()]
    assert len(found) == len(answer)
    assert all(
        one == other if isinstance(other, str) else math.isclose(one, other, abs_tol=1e-6)
        for one, other in zip(found, answer, strict=True)
    ), found


def test_pupils_worked_out_of_three_rates_are_the_publishers(published_build):
    """As another worked them out, by hand, and as the publisher counted them where he did."""
    worked_out = {
        (area, year): pupils
        for area, year, pupils in published_build.execute(
            "select area_code, year(period_end), pupils from pupils_behind_rates"
        ).fetchall()
    }
    proof = {
        (row["old_la_code"], int(row["year_ending"])): int(row["pupils"])
        for row in rows("outcomes/exclusions_reconstructed_2015-16_2023-24.csv")
    }
    both = worked_out.keys() & proof.keys()
    assert len(both) > 1300 and all(worked_out[key] == proof[key] for key in both)
    counted = published_build.execute(
        "select count(*), count(*) filter (where mine.pupils = theirs.pupils) "
        "from pupils_behind_rates as mine inner join stg_exclusions__rates as theirs "
        "using (area_code, period_end) where theirs.school_type = 'Total'"
    ).fetchone()
    assert counted[0] == counted[1] > 290


def test_no_count_of_pupils_is_taken_twice(published_build):
    """The file of 2022/23 gives twice the pupils of Buckinghamshire and three others."""
    doubled = published_build.execute(
        "select count(denominator) from outcomes where measure = 'secondary_persistent_absence' "
        "and area_code in ('825', '390', '929', '933') and year(period_end) = 2023"
    ).fetchone()
    assert doubled == (0,)
