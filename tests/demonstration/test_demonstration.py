"""The demonstration data is what its README says: invented, repeatable, and full of its stories."""

import csv
import importlib.util
import math
import re
import tomllib
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
FOLDER = PROJECT / "data" / "demonstration"
LOCAL = PROJECT / "data" / "local"
REFERENCE = PROJECT / "data" / "reference"
LAST = "2026-08-31"


def rows(table, folder=FOLDER):
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def listed(table, column):
    return {row[column] for row in rows(table, REFERENCE)}


def area_of(table):
    """Area code of each partnership or institution."""
    key = table.removesuffix("s") + "_id"
    return {row[key]: row["area_code"] for row in rows(table)}


def on(day, row, start, end):
    """Whether a dated row holds on `day`."""
    return row[start] <= day and (not row[end] or row[end] >= day)


def kinds_by_institution(day=LAST):
    """institution_id -> kinds of the partnerships it is in, of every institution open that day."""
    active = {
        row["partnership_id"]: row["kind"]
        for row in rows("partnerships")
        if on(day, row, "started_on", "ended_on")
    }
    kinds = {
        row["institution_id"]: set()
        for row in rows("institutions")
        if on(day, row, "opened_on", "closed_on")
    }
    for row in rows("memberships"):
        if row["partnership_id"] in active and on(day, row, "joined_on", "left_on"):
            kinds.get(row["institution_id"], set()).add(active[row["partnership_id"]])
    return kinds


def secondaries_in(code, day=LAST):
    """(in a partnership, all) of the secondary schools of an authority."""
    kinds = kinds_by_institution(day)
    own = [
        kinds[row["institution_id"]]
        for row in rows("institutions")
        if row["area_code"] == code
        and row["phase"] in ("secondary", "all_through")
        and row["institution_id"] in kinds
    ]
    return sum(map(bool, own)), len(own)


def figure(code, measure, year):
    """(numerator, denominator) of an authority's outcome in the school year that ends in `year`."""
    return next(
        (int(row["numerator"]), int(row["denominator"]))
        for row in rows("outcomes")
        if (row["area_code"], row["measure"]) == (code, measure)
        and row["period_end"].startswith(str(year))
    )


# Made again, the same --------------------------------------------------------------------------


def test_is_made_again_byte_for_byte(tmp_path):
    spec = importlib.util.spec_from_file_location("make", FOLDER / "make.py")
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    made.make(tmp_path)
    kept = {path.name: path.read_bytes() for path in FOLDER.glob("*.csv")}
    again = {path.name: path.read_bytes() for path in tmp_path.glob("*.csv")}
    assert kept.keys() == again.keys()
    assert [name for name in kept if kept[name] != again[name]] == []


def test_files_are_small_and_plain():
    for path in FOLDER.glob("*.csv"):
        content = path.read_bytes()
        assert len(content) < 900_000, path.name
        assert b"\r" not in content, path.name
        lines = content.decode("utf-8").splitlines()[1:]
        assert len(set(lines)) == len(lines), f"{path.name} says something twice"


@pytest.mark.parametrize("folder", sorted(path.parent for path in LOCAL.glob("*/contract.toml")))
def test_headings_of_template_and_demonstration_are_those_of_the_contract(folder):
    contract = tomllib.loads((folder / "contract.toml").read_text(encoding="utf-8"))
    columns = [column["name"] for column in contract["table"][0]["column"]]
    assert [table["name"] for table in contract["table"]] == ["register"]
    assert all(column.get("meaning") for column in contract["table"][0]["column"])
    day, headings = (folder / "template.csv").read_text(encoding="utf-8").splitlines()
    assert day == "Complete as at:" + "," * (len(columns) - 1)
    assert headings == ",".join(columns)
    assert list(rows(folder.name)[0]) == columns


# Invented --------------------------------------------------------------------------------------


def published_names():
    workbook = PROJECT.parent / "shared" / "data" / "lait" / "la_code_list.xlsx"
    if not workbook.exists():
        return set()
    calamine = pytest.importorskip("python_calamine")
    sheet = calamine.CalamineWorkbook.from_path(workbook).get_sheet_by_index(0)
    return {re.sub(r"\s*[(,].*", "", str(row[1])) for row in sheet.to_python()[1:]}


def test_no_name_is_that_of_a_real_place():
    kept = (Path(__file__).parent / "places.txt").read_text(encoding="utf-8").split("\n")
    real = {name.lower() for name in kept if name} | {name.lower() for name in published_names()}
    invented = {row["name"] for row in rows("areas")}
    invented |= {row["name"] for row in rows("institutions")}
    invented |= {row["locality"] for row in rows("institutions")}
    invented |= {row["name"] for row in rows("partnerships")}
    invented |= {row["partner"] for row in rows("memberships")}
    pattern = re.compile(r"\b(" + "|".join(map(re.escape, sorted(real))) + r")\b", re.IGNORECASE)
    assert len(real) > 250
    assert {name for name in invented if pattern.search(name)} == set()


# Complete --------------------------------------------------------------------------------------


def test_size():
    areas = rows("areas")
    standing = [row for row in areas if row["area_type"] == "authority" and not row["valid_to"]]
    assert len(standing) == 24
    assert sum(row["area_type"] == "region" for row in areas) == 3
    assert 1700 <= len(rows("institutions")) <= 1900
    years = {r["period_end"] for r in rows("outcomes") if r["period_type"] == "academic_year"}
    assert sorted(years) == [f"{year}-08-31" for year in range(2021, 2027)]
    neighbours = [row["area_code"] for row in rows("neighbours")]
    assert {code: neighbours.count(code) for code in set(neighbours)} == {
        row["area_code"]: 10 for row in standing
    }


def test_every_kind_of_the_article_is_present():
    """Those that only the list of today holds are not invented here; a register may hold them."""
    with (PROJECT / "data/reference/partnership_kinds.csv").open(encoding="utf-8") as file:
        later = {row["kind"] for row in csv.DictReader(file) if row["in_use_from"]}
    assert listed("partnership_kinds", "kind") - later - {"other"} == {
        row["kind"] for row in rows("partnerships")
    }


@pytest.mark.parametrize(
    ("register", "column", "table", "listed_as"),
    [
        ("funding", "stream", "streams", "stream"),
        ("funding", "purpose", "purposes", "purpose"),
        ("functions", "function", "functions", "function"),
        ("forums", "policy_area", "policy_areas", "policy_area"),
        ("survey_answers", "item", "survey_items", "item"),
    ],
)
def test_only_listed_words_are_used(register, column, table, listed_as):
    assert {row[column] for row in rows(register)} <= listed(table, listed_as)


@pytest.mark.parametrize(
    ("register", "column", "other", "key"),
    [
        ("memberships", "partnership_id", "partnerships", "partnership_id"),
        ("memberships", "institution_id", "institutions", "institution_id"),
        ("agreements", "partnership_id", "partnerships", "partnership_id"),
        ("reviews", "partnership_id", "partnerships", "partnership_id"),
        ("functions", "partnership_id", "partnerships", "partnership_id"),
        ("posts", "partnership_id", "partnerships", "partnership_id"),
        ("posts", "funding_line_id", "funding", "line_id"),
        ("funding", "partnership_id", "partnerships", "partnership_id"),
        ("problems", "partnership_id", "partnerships", "partnership_id"),
        ("priority_partnerships", "priority_id", "priorities", "priority_id"),
        ("priority_partnerships", "partnership_id", "partnerships", "partnership_id"),
        ("seats", "forum_id", "forums", "forum_id"),
        ("attendance", "seat_id", "seats", "seat_id"),
        ("status_changes", "institution_id", "institutions", "institution_id"),
        ("interventions", "institution_id", "institutions", "institution_id"),
        ("concern_agreements", "institution_id", "institutions", "institution_id"),
        ("school_outcomes", "institution_id", "institutions", "institution_id"),
    ],
)
def test_registers_refer_to_what_exists(register, column, other, key):
    known = {row[key] for row in rows(other)} | {""}
    assert {row[column] for row in rows(register)} <= known


@pytest.mark.parametrize(
    ("register", "start", "end"),
    [
        ("partnerships", "started_on", "ended_on"),
        ("memberships", "joined_on", "left_on"),
        ("agreements", "signed_on", "ends_on"),
        ("functions", "devolved_on", "ended_on"),
        ("posts", "started_on", "ended_on"),
        ("seats", "started_on", "ended_on"),
        ("status_changes", "proposed_on", "completed_on"),
        ("status_changes", "proposed_on", "stance_on"),
        ("problems", "raised_on", "resolved_on"),
        ("interventions", "concern_on", "ended_on"),
        ("actions", "started_on", "due_on"),
    ],
)
def test_nothing_ends_before_it_starts(register, start, end):
    assert [row for row in rows(register) if row[end] and row[end] < row[start]] == []


def test_a_region_is_the_sum_of_its_authorities():
    region_of = {row["area_code"]: row["region_code"] for row in rows("areas")}
    of_region, of_parts = {}, {}
    for row in rows("outcomes"):
        if row["measure"] == "persistent_absence" and row["numerator"].isdigit():
            cell = (int(row["numerator"]), int(row["denominator"]))
            region = region_of[row["area_code"]]
            if region:
                was = of_parts.get((region, row["period_end"]), (0, 0))
                of_parts[region, row["period_end"]] = (was[0] + cell[0], was[1] + cell[1])
            elif row["area_code"] != "090":
                of_region[row["area_code"], row["period_end"]] = cell
    assert of_region == of_parts


# The stories -----------------------------------------------------------------------------------


def test_northmere_devolves_but_does_not_listen():
    money = [
        row
        for row in rows("funding")
        if row["area_code"] == "001" and row["period_end"] == "2026-03-31"
    ]
    spent = {"delegated": 0, "devolved": 0, "retained": 0}
    for row in money:
        spent[row["route"]] += int(row["outturn"])
    assert spent["devolved"] > 0.6 * sum(spent.values())
    forums = {row["forum_id"] for row in rows("forums") if row["area_code"] == "001"}
    heard = [
        row["forum_id"]
        for row in rows("seats")
        if row["forum_id"] in forums and row["sector"] == "partnership_leader"
    ]
    assert len(set(heard)) <= 1


def test_dunmarrow_has_almost_no_evidence():
    partnership = area_of("partnerships")
    for register in ("agreements", "reviews", "posts", "functions", "problems"):
        assert "005" not in {partnership[row["partnership_id"]] for row in rows(register)}
    for register in ("funding", "forums", "survey_answers", "survey_invitations", "evidence"):
        assert "005" not in {row["area_code"] for row in rows(register)}
    assert "005" in {row["area_code"] for row in rows("institutions")}


def test_skellmarch_was_formed_half_way():
    areas = {row["area_code"]: row for row in rows("areas")}
    assert areas["019"]["valid_from"] == "2024-04-01"
    assert areas["025"]["valid_to"] == areas["026"]["valid_to"] == "2024-03-31"
    changes = {(row["predecessor_code"], row["successor_code"]) for row in rows("area_changes")}
    assert changes == {("025", "019"), ("026", "019")}
    for row in rows("outcomes"):
        if row["area_code"] in ("019", "025", "026"):
            assert (row["period_end"] > "2024-03-31") == (row["area_code"] == "019")


def test_hollinreach_rests_on_a_grant_that_ends():
    rests = {}
    for row in rows("funding"):
        if row["period_end"] == "2027-03-31":
            ending, whole = rests.get(row["area_code"], (0, 0))
            soon = bool(row["grant_ends_on"]) and row["grant_ends_on"] <= "2027-08-31"
            budget = int(row["budget"])
            rests[row["area_code"]] = (ending + soon * budget, whole + budget)
    shares = {code: ending / whole for code, (ending, whole) in rests.items()}
    assert shares.pop("009") > 0.75
    assert max(shares.values()) < 0.5


@pytest.mark.parametrize(
    ("code", "measure", "sign", "acted_on"),
    [("012", "participation_16_17", -1, False), ("016", "persistent_absence", 1, True)],
)
def test_an_outcome_worsens_clearly_with_and_without_action(code, measure, sign, acted_on):
    (was, out_of), (now, out_of_now) = (figure(code, measure, year) for year in (2021, 2026))
    change = sign * (now / out_of_now - was / out_of)
    pooled = (was + now) / (out_of + out_of_now)
    error = math.sqrt(pooled * (1 - pooled) * (1 / out_of + 1 / out_of_now))
    assert change >= 0.05
    assert change > 3 * error
    under_way = [
        row
        for row in rows("actions")
        if (row["area_code"], row["outcome"], row["status"]) == (code, measure, "under_way")
    ]
    assert bool(under_way) == acted_on


def test_three_actions_are_past_their_day_two_of_them_for_a_theme():
    overdue = [
        (row["area_code"], row["outcome"] or row["theme"])
        for row in rows("actions")
        if row["due_on"] < LAST and row["status"] in ("planned", "under_way")
    ]
    assert overdue == [("013", "attainment_8"), ("017", "practical_help"), ("024", "devolution")]


def test_small_numbers_must_be_suppressed():
    people = ("permanent_exclusions", "suspensions")
    small = [
        row
        for row in rows("outcomes")
        if row["measure"] in people and row["numerator"] in ("1", "2", "3", "4", "5")
    ]
    assert "021" in {row["area_code"] for row in small}
    assert "c" in {row["numerator"] for row in rows("outcomes")}
    assert "x" in {row["numerator"] for row in rows("outcomes")}
    assert secondaries_in("021") == (3, 3)
    answers = {}
    for row in rows("survey_answers"):
        answers.setdefault((row["area_code"], row["wave"], row["item"]), []).append(row)
    assert min(map(len, answers.values())) < 5


def test_some_schools_are_in_no_partnership_and_some_in_five_kinds():
    counts = [len(kinds) for kinds in kinds_by_institution().values()]
    assert counts.count(0) > 100
    assert sum(count >= 5 for count in counts) >= 10


def test_exemplars_have_all_secondaries_in_partnerships():
    exemplars = [row["area_code"] for row in rows("areas") if row["is_exemplar"] == "yes"]
    assert len(exemplars) == 6
    for code in exemplars:
        for year in range(2021, 2027):
            inside, schools = secondaries_in(code, f"{year}-08-31")
            assert inside == schools


def test_galdermoor_changed_in_the_last_year():
    (before, _), (after, schools) = (secondaries_in("008", day) for day in ("2025-08-31", LAST))
    assert (after - before) / schools >= 0.15


def test_nimberwick_has_priorities_that_no_partnership_serves():
    own = {row["priority_id"] for row in rows("priorities") if row["area_code"] == "015"}
    assert own
    assert own.isdisjoint(row["priority_id"] for row in rows("priority_partnerships"))


def test_one_name_is_very_long():
    assert max(len(row["name"]) for row in rows("areas")) > 70
