"""An authority's own file of figures becomes an indicator once its label is filled in."""

import shutil

import duckdb
import pytest

from kit.store import contract, importing, indicator_draft, sqlfile
from kit.store.paths import PROJECT, Collection
from kit.store.problems import UnreadableError

RULES = sqlfile.rules(PROJECT / "queries")
FILE = "LA code,Year,Percentage,Base\n358,2023/24,30.0,40\n358,2024/25,0,40\nE08000009,2022/23,c,\n"
LABEL = {
    "name": "clubs_run",
    "title": "Schools with a breakfast club",
    "question": "How many schools run a breakfast club?",
    "theme": "context",
    "kind": "percentage",
    "unit": "% of schools",
    "per": "100",
    "decimals": "1",
    "least_difference": "5",
    "polarity": "neutral",
    "numerator": "Schools with a club",
    "denominator": "Schools",
    "counts": "institutions",
    "uncertainty": "complete",
    "period": "academic_year",
    "caveat": "It is what schools say.",
    "owner": "data team",
    "status": "draft",
    "publisher": "The authority",
    "licence": "The authority's own",
}


def _label(**changed) -> str:
    return "".join(f"-- {key}: {value}\n" for key, value in (LABEL | changed).items())


def _draft(folder, content=FILE, **changed) -> indicator_draft.Draft:
    path = folder / "clubs_2025.csv"
    path.write_text(content, encoding="utf-8")
    return indicator_draft.draft(path, _label(**changed), RULES)


def test_the_label_is_asked_for_key_by_key(tmp_path):
    asked = indicator_draft.asked(RULES)
    for key in RULES["indicators"]["required"]:
        assert key == "source" or f"-- {key}: TO DO" in asked
    assert "one of percentage, rate" in asked
    path = tmp_path / "clubs.csv"
    path.write_text(FILE, encoding="utf-8")
    with pytest.raises(ValueError, match="`title` is still to be filled in"):
        indicator_draft.draft(path, asked, RULES)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"question": "How many"}, "must be a question"),
        ({"polarity": "up"}, "say one of higher_is_better"),
        ({"name": "Clubs run"}, "small letters"),
        ({"colour": "red"}, "not a key of this label"),
    ],
)
def test_a_label_that_is_wrong_is_told_all_at_once(tmp_path, changed, said):
    with pytest.raises(ValueError, match=said):
        _draft(tmp_path, **changed)


def test_a_file_without_a_period_says_what_it_needs(tmp_path):
    with pytest.raises(UnreadableError, match="period"):
        _draft(tmp_path, "area,value\n358,1\n")


def test_the_indicator_has_the_figures_of_the_file(tmp_path):
    made = _draft(tmp_path)
    house = tmp_path / "house"
    shutil.copytree(PROJECT / "queries", house / "queries")
    shutil.copytree(PROJECT / "tests" / "worked_examples", house / "tests" / "worked_examples")
    for path, text in made.files.items():
        (house / path).parent.mkdir(parents=True, exist_ok=True)
        (house / path).write_text(text, encoding="utf-8")
    collection = Collection("published", tmp_path / "store")
    own = house / "data" / "published"
    contracts = contract.load_all([own])
    [taken] = importing.import_paths(collection, contracts, [tmp_path / "clubs_2025.csv"])
    assert (taken.release, taken.rows_stored, taken.gaps["suppressed"]) == ("2024-25", 3, 1)
    with duckdb.connect() as base:
        data = importing.current_vintages(collection)["clubs_run__figures"] / "data.parquet"
        base.execute(f"create table source_clubs_run__figures as from '{data}'")
        base.execute("create table area_codes as select 'E08000009' gss_code, '358' area_code")
        base.execute(
            "create table areas as select '358' area_code, 'authority' area_type, "
            "date '1998-04-01' valid_from, null::date valid_to"
        )
        for name in ("stg_clubs_run__figures", "clubs_run_figures", "clubs_run"):
            [path] = (house / "queries").rglob(f"{name}.sql")
            file = sqlfile.read_all(house / "queries")
            [read] = [one for one in file if one.name == name]
            assert not read.faults, read.faults
            base.execute(f"create table {name} as {path.read_text(encoding='utf-8')}")
        rows = base.execute("from clubs_run order by period_end").fetchall()
    assert [(str(row[1]), *row[2:]) for row in rows] == [
        ("2023-08-31", None, None, None, "suppressed", "final"),
        ("2024-08-31", 12.0, 40.0, 30.0, None, "final"),
        ("2025-08-31", 0.0, 40.0, 0.0, None, "final"),
    ]


@pytest.mark.parametrize(
    ("period", "said", "day"),
    [
        ("academic_year", "2023/24", "2024-08-31"),
        ("academic_year", "202324", "2024-08-31"),
        ("financial_year", "2023-24", "2024-03-31"),
        ("calendar_year", "2023", "2023-12-31"),
        ("pooled_years", "2021 to 2023", "2023-12-31"),
        ("date", "31/03/2024", "2024-03-31"),
        ("date", "2024-03-31", "2024-03-31"),
    ],
)
def test_each_kind_of_period_has_its_last_day(tmp_path, period, said, day):
    made = _draft(tmp_path, period=period)
    staging = made.files["queries/staging/stg_clubs_run__figures.sql"]
    with duckdb.connect() as base:
        base.execute(
            f"create table source_clubs_run__figures as select '358' area, '{said}' period, "
            '1.0 as "value", null as value__missing, 1 as n, 2 as source_line'
        )
        [(found,)] = base.execute(f"select period_end from ({staging})").fetchall()
    assert str(found) == day
