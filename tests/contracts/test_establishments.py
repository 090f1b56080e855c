"""Schools as the register of schools gives them: an extract written by hand, in its shape.

Names of columns are those of public copies of the file; every school and person is made up.
"""

import duckdb
import pytest

from kit.store import contract, importing
from kit.store.paths import PROJECT, Collection

NAMED = {
    "URN": ("900001", "900002", "900003"),
    "LA (code)": ("936", "330", "936"),
    "LA (name)": ("Surrey", "Birmingham", "Surrey"),
    "EstablishmentName": ("St Anne’s Primary", "Café Lane School", "Old Hill School"),
    "TypeOfEstablishment (code)": ("01", "34", "07"),
    "TypeOfEstablishment (name)": (
        "Community school",
        "Academy converter",
        "Community special school",
    ),
    "EstablishmentStatus (code)": ("1", "1", "2"),
    "EstablishmentStatus (name)": ("Open", "Open", "Closed"),
    "OpenDate": ("", "01-09-2012", "01-04-1999"),
    "CloseDate": ("", "", "31-08-2025"),
    "PhaseOfEducation (name)": ("Primary", "Secondary", "Not applicable"),
    "NumberOfPupils": ("212", "", "48"),
    "PercentageFSM": ("14.6", "", "40"),
    "Trusts (code)": ("", "5001", ""),
    "Trusts (name)": ("", "A Trust", ""),
    "Federations (code)": ("", "", ""),
    "Federations (name)": ("", "", ""),
    "HeadFirstName": ("Ash", "Bay", "Cole"),
    "HeadLastName": ("Example", "Example", "Example"),
    "DistrictAdministrative (name)": ("Elmbridge", "Birmingham", "Guildford"),
    **{f"Other{number}": ("x", "y", "z") for number in range(115)},
}


@pytest.fixture(scope="module")
def schools(tmp_path_factory):
    """A cursor on the staged table, with the columns that were stored."""
    folder = tmp_path_factory.mktemp("establishments")
    lines = [NAMED.keys(), *zip(*NAMED.values(), strict=True)]
    text = "\r\n".join(",".join(f'"{cell}"' for cell in line) for line in lines)
    path = folder / "edubasealldata20261101.csv"
    path.write_bytes(text.encode("cp1252"))
    collection = Collection("published", folder / "store")
    contracts = contract.load_all(Collection.open("published").contract_folders)
    (taken,) = importing.import_paths(collection, contracts, [path])
    assert isinstance(taken, importing.Receipt), str(taken)
    assert taken.release == "2026-11-01" and taken.rows_stored == 3
    stored = importing.current_vintages(collection)["schools_register__establishments"]
    with duckdb.connect() as base:
        base.execute((PROJECT / "queries" / "macros.sql").read_text(encoding="utf-8"))
        base.execute(
            "create view source_schools_register__establishments as "
            f"from read_parquet('{stored}/data.parquet')"
        )
        staged = PROJECT / "queries" / "staging" / "stg_schools_register__establishments.sql"
        base.execute(f"create table schools as {staged.read_text(encoding='utf-8')}")
        yield base


def test_names_are_read_in_the_spelling_of_the_file(schools):
    names = schools.execute("select name from schools order by urn").fetchall()
    assert names == [("St Anne’s Primary",), ("Café Lane School",), ("Old Hill School",)]


def test_of_130_columns_those_named_are_kept_and_no_person_is(schools):
    assert len(NAMED) > 130
    rows = schools.execute("from source_schools_register__establishments").fetchall()
    assert len(rows) == 3 and len(rows[0]) < 40
    assert "Example" not in str(rows) and "Old Hill School" in str(rows)


def test_what_is_blank_is_missing_and_what_is_said_is_read(schools):
    rows = schools.execute(
        "select area_code, status, opened_on, closed_on, phase, pupils, free_meals, trust_code "
        "from schools order by urn"
    ).fetchall()
    first, second, third = [tuple(map(str, row)) for row in rows]
    assert first[:4] == ("936", "open", "None", "None") and first[5:7] == ("212", "14.6")
    assert second[2] == "2012-09-01" and second[5:] == ("None", "None", "5001")
    assert third[1:4] == ("closed", "1999-04-01", "2025-08-31") and third[4] == "not_applicable"


def test_the_district_of_a_county_is_kept_and_of_no_other(schools):
    """What falls on either side of a new boundary is told by district."""
    districts = schools.execute("select district from schools order by urn").fetchall()
    assert districts == [("Elmbridge",), (None,), ("Guildford",)]
