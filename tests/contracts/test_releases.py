"""The release of a file is read from its name or content, or asked for; sets travel together."""

import duckdb
import pytest

from kit.store import contract, importing, releases
from kit.store.paths import PROJECT, Collection
from tests.contracts.market import GOOD, HEADINGS
from tests.contracts.test_refusals import HEADS, SHEET, workbook


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("20260831", "2026-08-31"),
        ("2026-08", "2026-08"),
        ("31/08/2026", "2026-08-31"),
        ("4 December 2025", "2025-12-04"),
        ("2022-11-17 00:00:00", "2022-11-17"),
        ("2016-08-01/P1Y", "2016-08-01"),
        ("46113", "2026-04-01"),
        ("may_2025", "2025-05"),
        ("December 2025", "2025-12"),
        ("201617", "2016-17"),
        ("2023 to 2024", "2023-24"),
        ("2023/24", "2023-24"),
        ("2023-2024", "2023-24"),
        ("202408", "202408"),
        ("2024", "2024"),
    ],
)
def test_releases_are_written_in_one_form(said, name):
    assert releases.name_of(said) == name


def _take(market, content, name="shops.csv", contracts=None, **options):
    path = content if hasattr(content, "name") else market.file(content, name)
    given = contracts or market.contracts()
    return importing.import_paths(market.collection, given, [path], **options)[0]


def test_a_file_that_says_no_release_may_be_the_first_and_is_asked_about_after(market):
    first = _take(market, GOOD)
    assert first.release == "not-stated"
    assert any("--release" in warning for warning in first.warnings)
    changed = GOOD.replace(",12,", ",13,")
    assert "does not say its release, and another file is in use" in str(_take(market, changed))
    assert _take(market, changed, release="2026-09").release == "2026-09"
    assert "(shops.csv, release 2026-09)" in str(_take(market, GOOD))
    assert _take(market, GOOD, older=True).release == "not-stated"


def test_the_release_is_the_newest_day_in_a_column(market):
    contracts = market.contracts(settings='release_from = "opened"')
    assert _take(market, GOOD, contracts=contracts).release == "2020-02-29"
    older = HEADINGS + "001,corner,12,2019-01-31\n"
    assert "is older (2019-01-31)" in str(_take(market, older, contracts=contracts))


@pytest.mark.parametrize("said", ["Last updated: 4 December 2025", "last updated 2025-12-04"])
def test_the_release_is_read_from_the_words_of_a_workbook(market, said):
    form = "release_text = 'last updated:? (\\d{1,2} \\w+ \\d{4}|\\d{4}-\\d\\d-\\d\\d)'\n"
    contracts = market.contracts(settings=form + SHEET)
    rows = [["Title"], HEADS, [1, "corner", 12, "2020-02-29"]]
    path = workbook(market, {"Notes": [[said]], "Year 1": rows})
    assert _take(market, path, contracts=contracts).release == "2025-12-04"


def test_of_two_files_in_one_import_the_newer_serves(market):
    paths = [
        market.file(GOOD, "shops_2026-03.csv"),
        market.file(GOOD.replace(",12,", ",11,"), "shops_2026-02.csv"),
    ]
    taken = importing.import_paths(market.collection, market.contracts(), paths)
    assert [one.release for one in taken] == ["2026-02", "2026-03"]
    [current] = importing.current_vintages(market.collection).values()
    assert current.name.startswith("2026-03@")


PAIR = """
title = "Pair"
publisher = "P"
licence = "L"
[[table]]
name = "words"
file = 'words.*\\.csv'
release_from = "on"
key = ["word"]
[[table.column]]
name = "word"
[[table.column]]
name = "on"
type = "date"
required = true
[[table]]
name = "counts"
file = 'counts.*\\.csv'
release_with = "words"
key = ["word"]
[[table.column]]
name = "word"
[[table.column]]
name = "count"
type = "integer"
required = true
"""


class Pair:
    """A source of two files that belong together, in a store of its own."""

    def __init__(self, folder):
        self.folder = folder
        (folder / "pair").mkdir()
        (folder / "pair" / "contract.toml").write_text(PAIR, encoding="utf-8")
        self.contracts = contract.load_all([folder])
        self.collection = Collection("published", folder / "store")

    def take(self, day=None, count=None, **options):
        paths = []
        if day:
            paths.append(self.folder / "words.csv")
            paths[-1].write_text(f"word,on\na,{day}\n", encoding="utf-8")
        if count:
            paths.append(self.folder / "counts.csv")
            paths[-1].write_text(f"word,count\na,{count}\n", encoding="utf-8")
        return importing.import_paths(self.collection, self.contracts, paths, **options)


def test_what_has_no_release_of_its_own_has_that_of_its_set(tmp_path):
    pair = Pair(tmp_path)
    assert {one.release for one in pair.take("2026-04-01", 1)} == {"2026-04-01"}


@pytest.mark.parametrize(
    ("day", "count", "options", "words"),
    [
        ("2025-02-01", None, {}, "is older (2025-02-01)"),
        ("2025-02-01", 2, {}, "is older (2025-02-01)"),
        ("2026-07-01", None, {}, "they belong together"),
        (None, 2, {}, "does not say its release"),
        (None, 2, {"release": "2026-07"}, "they belong together"),
        ("2026-07-01", 2, {}, ""),
        ("2026-07-01", None, {"older": True}, ""),
    ],
)
def test_files_of_one_set_are_of_one_release(tmp_path, day, count, options, words):
    pair = Pair(tmp_path)
    pair.take("2026-04-01", 1)
    before = importing.current_vintages(pair.collection)
    told = pair.take(day, count, **options)
    refused = [one for one in told if isinstance(one, importing.Refusal)]
    if not words:
        assert not refused
        return
    assert any(words in str(one) for one in refused)
    assert len(refused) == len(told)  # all or none
    assert importing.current_vintages(pair.collection) == before


def test_no_published_contract_states_a_release():
    found = contract.load_all(Collection.open("published").contract_folders)
    stated = [
        table.id
        for one in found.values()
        for table in one.tables
        if table.release and not table.ships
    ]
    assert not stated


YEARS = """format = "sheet"
side_by_side = "year"
release_text = 'updated (\\d{4}-\\d\\d)'
[[table.sheet]]
name = 'Year_(?P<year>\\d{6})'
"""
BY_YEAR = {"settings": YEARS, "swap": ('key = ["area"]', 'key = ["year", "area"]')}


def _year(market, year, shops, updated, name):
    rows = [HEADS, ["001", "corner", shops, "2020-02-29"]]
    path = workbook(market, {"Notes": [[f"updated {updated}"]], f"Year_{year}": rows})
    return path.rename(path.with_name(name))


def _standing(market, receipt):
    sql = "year, shops, source_file, source_release"
    path = market.folder_of(receipt) / "data.parquet"
    return duckdb.execute(f"select {sql} from '{path}' order by all").fetchall()


def test_a_file_a_year_stands_beside_those_of_other_years(market):
    contracts = market.contracts(**BY_YEAR)
    new = _take(market, _year(market, 202425, 5, "2026-01", "shops_b.xlsx"), contracts=contracts)
    early = _take(market, _year(market, 202324, 4, "2025-01", "shops_a.xlsx"), contracts=contracts)
    assert (early.changes["gone"], early.changes["added"]) == (0, 1)
    assert (early.file, early.release) == ("shops_a.xlsx, shops_b.xlsx", "2026-01")
    assert _standing(market, early) == [
        ("2023-24", 4, "shops_a.xlsx", "2025-01"),
        ("2024-25", 5, "shops_b.xlsx", "2026-01"),
    ]
    assert new.rows_stored == 1


def test_an_older_file_of_a_year_is_asked_about_though_other_years_are_older_still(market):
    contracts = market.contracts(**BY_YEAR)
    for year, updated, name in (
        (202425, "2026-01", "shops_b.xlsx"),
        (202324, "2025-01", "shops_a.xlsx"),
    ):
        _take(market, _year(market, year, 5, updated, name), contracts=contracts)
    late = _year(market, 202425, 9, "2025-09", "shops_c.xlsx")
    told = str(_take(market, late, contracts=contracts))
    assert "is older (2025-09) than what is in use (2026-01, shops_b.xlsx)" in told


def test_two_years_in_one_import_both_stay(market):
    contracts = market.contracts(**BY_YEAR)
    paths = [
        _year(market, 202324, 4, "2025-01", "shops_a.xlsx"),
        _year(market, 202425, 5, "2026-01", "shops_b.xlsx"),
    ]
    taken = importing.import_paths(market.collection, contracts, paths)
    assert [row[:2] for row in _standing(market, taken[-1])] == [("2023-24", 4), ("2024-25", 5)]


def test_files_that_stand_side_by_side_are_known_again_whichever_came_last(market):
    contracts = market.contracts(**BY_YEAR)
    paths = [
        _year(market, 202324, 4, "2025-01", "shops_a.xlsx"),
        _year(market, 202425, 5, "2026-01", "shops_b.xlsx"),
    ]
    importing.import_paths(market.collection, contracts, paths)
    before = importing.current_vintages(market.collection)
    again = importing.import_paths(market.collection, contracts, paths)
    assert [one.already_imported for one in again] == [True, True]
    assert importing.current_vintages(market.collection) == before


def _appeals(market, years, *rows):
    """Write a workbook of appeals as the publisher's: the year above each three columns."""
    heads = ["Appeals registered4", "Total Appealable Decisions1", "SEND Tribunal Appeal Rate2"]
    top = ["Local Authority", *(cell for year in years for cell in (year, "", ""))]
    title = [f"Calendar years 2014-{max(str(each) for each in years)}"]
    rows = [title, [""], ["Index"], top, ["", *heads * len(years)], *rows]
    return ods(market.folder / "send_tribunal_appeal_rate_2014_2023.ods", "SEND_2", rows)


def _take_appeals(market, path):
    given = contract.load_all([PROJECT / "data" / "published"])["send_tribunal"]
    loose = given.tables[0].model_copy(update={"expected_rows": (1, 20)})
    given = given.model_copy(update={"tables": [loose]})
    return importing.import_paths(market.collection, {"send_tribunal": given}, [path])[0]


def test_columns_that_come_again_for_each_year_become_rows_whatever_years_there_are(market):
    row = ["Trafford", 3, 100, 0.03, "..", "..", "..", 7, 140, 0.05]
    path = _appeals(market, [2021, 2022, 2023], ["NORTH WEST", *[""] * 9], row)
    taken = _take_appeals(market, path)
    assert (taken.release, taken.rows_stored, taken.rows_set_aside) == ("2023", 3, 3)
    sql = "select year, appeals, decisions, decisions__missing, source_line from "
    found = duckdb.execute(f"{sql} '{market.folder_of(taken) / 'data.parquet'}' order by 1")
    assert found.fetchall() == [
        ("2021", 3, 100, None, 7),
        ("2022", None, None, "not_available", 7),
        ("2023", 7, 140, None, 7),
    ]


@pytest.mark.parametrize(
    ("years", "said"),
    [
        ([2021, "", 2023], "does not say the year of the columns from number 5 on"),
        ([2021, 2021, 2023], "is the key of rows with different values"),
    ],
)
def test_columns_of_no_year_or_of_one_year_twice_are_refused(market, years, said):
    row = ["Trafford", *range(1, 10)]
    assert said in str(_take_appeals(market, _appeals(market, years, row)))


BLOCKS = [
    "Schools block (UNIT)", "Central school services block (UNIT)", "High needs block (UNIT)",
    "Early years block (UNIT)", "Total DSG allocation (UNIT)",
]  # fmt: skip


def _grant(market, years, unit, rows, above=0, name="dsg_allocations_a.ods"):
    """Write a workbook as the publisher's: a title, headings by place, a letter row; an ODS."""
    title = [f"Dedicated schools grant: {years} allocations local authority summary"]
    headings = ["", "", *(one.replace("UNIT", unit) for one in BLOCKS * 2)]
    told = [*[["Note"]] * above, title, headings, ["", "", "[A]"], ["", "= [A]"]]
    return ods(market.folder / name, "Allocations", [*told, *rows])


def ods(path, sheet, rows):
    """Write an ODS workbook without the entry `mimetype`, as one of the publishers does."""
    import zipfile
    from xml.sax.saxutils import escape

    def cell(value):
        kind = "float" if isinstance(value, int | float) else "string"
        said = f' office:value="{value}"' if kind == "float" else ""
        text = f"<text:p>{escape(str(value))}</text:p>"
        return f'<table:table-cell office:value-type="{kind}"{said}>{text}</table:table-cell>'

    body = "".join(f"<table:table-row>{''.join(map(cell, r))}</table:table-row>" for r in rows)
    names = " ".join(
        f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"'
        for one in ("office", "table", "text")
    )
    text = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names}><office:body>'
        f'<office:spreadsheet><table:table table:name="{sheet}">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("content.xml", text)
        packed.writestr(
            "META-INF/manifest.xml",
            '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return path


def _grants(market, *paths):
    contracts = contract.load_all([PROJECT / "data" / "published"])
    given = contracts["dedicated_schools_grant"]
    loose = given.tables[0].model_copy(update={"expected_rows": (1, 20)})
    given = given.model_copy(update={"tables": [loose]})
    return importing.import_paths(
        market.collection, {"dedicated_schools_grant": given}, list(paths)
    )


@pytest.mark.parametrize("above", [0, 3])
def test_the_grant_of_one_year_is_read_in_its_own_unit_wherever_its_headings_are(market, above):
    row = [358, "Trafford", *range(1, 11)]
    path = _grant(market, "2024 to 2025", "£s", [row], above)
    [taken] = _grants(market, path)
    assert taken.release == "2024-25"
    assert any("headings were found in row" in one for one in taken.warnings) == bool(above)
    [million] = _grants(market, _grant(market, "2019-20", "£ million", [row], name="DSG_1.ods"))
    assert "dsg_allocations_a.ods" in million.file
    path = market.folder_of(million) / "data.parquet"
    found = duckdb.execute(f"select year, unit, schools_before from '{path}' order by 1").fetchall()
    assert found == [("2019-20", "million", 1.0), ("2024-25", "s", 1.0)]


@pytest.mark.parametrize(
    ("years", "unit", "swap", "said"),
    [
        ("allocations", "£s", False, "does not say its year in one way"),
        ("2024 to 2025", "thousand", False, "does not say its unit in one way"),
        ("2024 to 2025", "£s", True, "is not the heading expected in column 3"),
    ],
)
def test_a_grant_that_does_not_say_what_it_is_is_refused(market, years, unit, swap, said):
    path = _grant(market, years, unit, [[358, "Trafford", *range(1, 11)]])
    if swap:
        text = [[], *[["x"] * 12] * 6]
        headings = ["", "", *(one.replace("UNIT", "£s") for one in [BLOCKS[1], *BLOCKS * 2][:10])]
        title = [f"Dedicated schools grant: {years} allocations"]
        path = ods(path, "Allocations", [title, headings, *text])
    assert said in str(_grants(market, path)[0])
