"""Each way a file can be wrong is refused with file, place, value, rule and how to mend it."""

import hashlib
import json
import zipfile

import duckdb
import pytest
import xlsxwriter

from kit.store import importing
from tests.contracts.market import GOOD, HEADINGS

ROW = "001,corner,12,2020-01-31\n"
FAULTS = {
    "empty file": ("", ["the file is empty", "Download"]),
    "only headings": (HEADINGS, ["headings and no row below", "whole file"]),
    "missing column": (
        "Area code,Kind,Opened\n001,corner,2020-01-31\n",
        ["column shops", "no heading reads 'Number of shops'", "The headings are"],
    ),
    "renamed heading": (
        GOOD.replace("Number of shops", "Number of stores"),
        ["line 1, column shops", "'Number of stores' may be meant", "look whether it was renamed"],
    ),
    "undeclared column": (
        HEADINGS.replace("\n", ",Rent\n") + "001,corner,12,2020-01-31,9\n",
        ["column Rent", "a column that is not expected", "right one"],
    ),
    "column without a heading": (
        HEADINGS.replace("\n", ",\n") + "001,corner,12,2020-01-31,9\n",
        ["line 2, column 5: '9'", "no heading", "Give the column a heading"],
    ),
    "repeated heading": (
        HEADINGS.replace("\n", ",Kind\n") + "001,corner,12,2020-01-31,corner\n",
        ["column kind", "'Kind' is there 2 times", "Keep one"],
    ),
    "wrong delimiter": (
        GOOD.replace(",", ";"),
        ["all headings are in one cell", "semicolons", "with commas"],
    ),
    "ragged row": (
        HEADINGS + ROW + "002,corner,1,2,2020-01-31\n",
        ["line 3", "5 cells where the headings have 4", "delimiter"],
    ),
    "open quotation mark": (
        HEADINGS + ROW + '002,"corner,12\n',
        ["line 3", "cannot be read as CSV", "never closed"],
    ),
    "quotation mark that takes in a row": (
        HEADINGS + ROW + '002,"corner,12,2020-01-31\n003,market,1,\n',
        ["line 4", "opened on line 3", "a row of its own"],
    ),
    "quotation mark inside a value": (
        HEADINGS + 'a "corner" 1,corner,12,\n',
        ["line 2", "inside a value that is not in quotation marks"],
    ),
    "headings again": (HEADINGS + ROW + HEADINGS, ["line 3", "'Number of shops' is not a whole"]),
    "error of a spreadsheet": (
        HEADINGS + "001,corner,#DIV/0!,\n",
        ["line 2, column shops: '#DIV/0!' is an error of a spreadsheet program"],
    ),
    "unknown marker": (
        HEADINGS + "001,corner,z,2020-01-31\n",
        ["line 2, column shops: 'z' is not a whole number", "say so by `missing`"],
    ),
    "blank without meaning": (
        HEADINGS + "001,corner,,2020-01-31\n",
        ["line 2, column shops: ''", "does not say what a blank means", 'Add "" = … to `missing`'],
    ),
    "not a number": (HEADINGS + "001,corner,nan,\n", ["'nan' is not a whole number", "Correct it"]),
    "a fraction": (HEADINGS + "001,corner,1.5,\n", ["'1.5' is not a whole number", "Correct it"]),
    "a comma": (
        HEADINGS + '001,corner,"1,234",\n',
        ["'1,234' is not a whole number", "Correct it"],
    ),
    "too large": (HEADINGS + f"001,corner,{10**30},\n", ["is not a whole number", "Correct it"]),
    "value not allowed": (
        HEADINGS + "001,stall,1,\n",
        ["column kind: 'stall' is none of corner, market", "`allowed`"],
    ),
    "below the minimum": (
        HEADINGS + "001,corner,-1,\n",
        ["column shops: '-1' is below the minimum, 0", "`minimum`"],
    ),
    "above the maximum": (
        HEADINGS + "001,corner,501,\n",
        ["column shops: '501' is above the maximum, 500", "`maximum`"],
    ),
    "not a date": (
        HEADINGS + "001,corner,1,2021-02-29\n",
        ["column opened: '2021-02-29' is not a date of the form 2026-03-31", "Correct it"],
    ),
    "a code too long": (
        HEADINGS + "1001,corner,1,\n",
        ["column area: '1001' is not a code of at most 3 digits", "Correct it"],
    ),
    "required and missing": (
        HEADINGS + ",corner,1,\n",
        ["column area: '' is missing, and the column is required", "always filled"],
    ),
    "one key, two values": (
        HEADINGS + ROW + "1.0,market,3,\n",
        ["line 2, column area: '001'", "different values (also line 3)", "`duplicates`"],
    ),
    "a pupil's name": (
        HEADINGS.replace("\n", ",PupilSurname\n") + "001,corner,12,2020-01-31,Smith\n",
        ["column PupilSurname", "detail of single children", "Send counts"],
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_file_is_refused_with_its_reason(market, fault):
    content, expected = FAULTS[fault]
    said = market.refused(content)
    assert "shops.csv was not imported" in said
    for words in expected:
        assert words in said


def test_a_date_of_birth_is_refused_even_where_other_columns_are_ignored(market):
    content = HEADINGS.replace("\n", ",Date_of_birth\n") + "001,corner,12,,2011-02-03\n"
    said = market.refused(content, settings="ignore_others = true")
    assert "detail of single children" in said
    assert "2011" not in said


def test_a_pupil_number_is_refused_and_not_repeated(market):
    said = market.refused(
        HEADINGS + "001,A123456789012,12,\n", swap=('allowed = ["corner", "market"]', "")
    )
    assert "line 2, column kind: '(not shown)' looks like the number of a single child" in said
    assert "A123456789012" not in said


def test_a_pattern_is_kept(market):
    said = market.refused(
        HEADINGS + "001,corner,12,\n",
        swap=('allowed = ["corner", "market"]', "pattern = '[A-Z]+'"),
    )
    assert "line 2, column kind: 'corner' is not written as expected" in said


def test_too_few_and_too_many_rows_are_refused(market):
    for low, high in ((4, 9), (1, 2)):
        said = market.refused(GOOD, settings=f"expected_rows = [{low}, {high}]")
        assert f"there are 3 rows, where {low} to {high} are expected" in said
        assert "`expected_rows`" in said


def test_several_problems_are_told_at_once_and_all_are_counted(market):
    rows = "".join(f"{n:03},stall,{n},never\n" for n in range(1, 401))
    said = market.refused(HEADINGS + rows)
    assert "800 problems" in said
    assert "'stall'" in said
    assert "'never'" in said
    assert len(said.splitlines()) < 60
    assert "… and 780 more" in said


@pytest.mark.parametrize(
    ("content", "settings", "line", "value"),
    [
        (GOOD.encode() + "004,caf\xe9,1,\n".encode("latin-1"), "", 5, "byte e9"),
        (b"\xef\xbb\xbf" + GOOD.encode() + b"\xff", 'encoding = "cp1252"', 5, "byte ff"),
        (GOOD.encode("utf-16-le"), 'encoding = ["utf-8", "cp1252"]', 1, "null character"),
    ],
)
def test_a_wrong_encoding_is_refused_with_its_line(market, content, settings, line, value):
    said = market.refused(content, settings=settings)
    assert f"line {line}:" in said
    assert value in said
    assert "Save it as CSV UTF-8" in said


def test_an_unknown_file_says_what_it_looks_like(market):
    said = market.refused(GOOD.replace("Number of shops", "Number of stalls"), "markets.csv")
    assert "file name not recognised" in said
    assert "It looks most like: Shops" in said
    assert "--as shops.counts" in said


def test_a_file_is_known_by_all_its_headings_whatever_it_is_called(market):
    assert market.taken(GOOD, "markets.csv").rows_stored == 3


def test_an_unknown_file_in_a_folder_is_passed_over_and_told(market):
    folder = market.folder / "arrived"
    folder.mkdir()
    (folder / "shops.csv").write_text(GOOD, encoding="utf-8")
    (folder / "other.json").write_text("{}", encoding="utf-8")
    (folder / "README.md").write_text("", encoding="utf-8")
    results = importing.import_paths(market.collection, market.contracts(), [folder])
    refusal, receipt = results
    assert refusal.passed_over
    assert refusal.file.name == "other.json"
    assert receipt.rows_stored == 3


def test_a_file_that_is_not_there_is_refused(market):
    assert "there is no such file" in str(market.take(market.folder / "shops.csv"))


def workbook(market, sheets: dict[str, list[list]], name: str = "shops.xlsx"):
    path = market.folder / name
    with xlsxwriter.Workbook(path) as book:
        for sheet, rows in sheets.items():
            page = book.add_worksheet(sheet)
            for place, row in enumerate(rows):
                page.write_row(place, 0, row)
    return path


SHEET = 'format = "sheet"\nheader_row = 2\n[[table.sheet]]\nname = "Year \\\\d+"'
HEADS = HEADINGS.strip().split(",")


def test_a_fault_in_a_sheet_names_the_sheet(market):
    path = workbook(market, {"Notes": [], "Year 1": [["Title"], HEADS, [1, "corner", 1.5, ""]]})
    said = market.refused(path, settings=SHEET)
    assert "sheet Year 1, line 3, column shops: '1.5' is not a whole number" in said


def test_a_missing_sheet_names_those_that_are_there(market):
    said = market.refused(workbook(market, {"Notes": [], "Data": []}), settings=SHEET)
    assert "there are 'Notes', 'Data'" in said
    assert "rename the sheet" in said


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"no zip at all", "is not an xlsx or ods workbook"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "is encrypted, or of the old xls format"),
    ],
)
def test_what_is_no_workbook_is_refused(market, content, expected):
    said = market.refused(content, "shops.xlsx", settings=SHEET)
    assert expected in said
    assert "Save it" in said


def test_a_workbook_that_would_fill_the_memory_is_refused(market):
    path = market.folder / "shops.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b" " * (2**27))
    assert "unpacks to 134,217,728 bytes" in market.refused(path, settings=SHEET)
    far = workbook(market, {"Year 1": [["Title"], HEADS]}, "shops_2.xlsx")
    with zipfile.ZipFile(far, "a") as packed:
        packed.writestr("xl/worksheets/sheet9.xml", '<c r="A1"/><c r="XFD1048576"/>')
    assert "16,384 columns and 1,048,576 rows" in market.refused(far, settings=SHEET)


def test_a_broken_parquet_file_is_refused(market):
    said = market.refused(b"PAR1 and no more", "shops.parquet", settings='format = "parquet"')
    assert "cannot be read as Parquet" in said


def test_a_fault_in_parquet_names_the_record(market):
    path = market.folder / "shops.parquet"
    with duckdb.connect() as database:
        database.execute(
            'copy (select 1.0 as "Area code", \'corner\' as "Kind", 1e0 / 0 as "Number of shops", '
            f"date '2020-01-31' as \"Opened\") to '{path}' (format parquet)"
        )
    said = market.refused(path, settings='format = "parquet"')
    assert "line 1, column shops:" in said


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("{", "cannot be read as JSON"),
        ("[" * 100_000, "cannot be read as JSON"),
        (json.dumps({"other": []}), "there is no list of records at 'found.rows'"),
    ],
)
def test_faulty_json_is_refused(market, content, expected):
    settings = 'format = "json"\nrows = "found.rows"'
    assert expected in market.refused(content, "shops.json", settings=settings)


def test_the_earlier_vintage_stays_when_a_later_file_is_refused(market):
    first = market.taken(GOOD)
    market.refused(GOOD.replace("corner", "stall"))
    (current,) = importing.current_vintages(market.collection).values()
    assert current.name == first.vintage


def test_a_file_of_two_tables_is_stored_whole_or_not_at_all(market):
    second = '\n[[table]]\nname = "strict"\nfile = "shops.csv"\nkey = ["a"]\n'
    second += "[[table.column]]\nname = 'a'\nheading = 'Nowhere'"
    assert "Nowhere" in market.refused(GOOD, more=second)


def test_a_release_is_no_path(market):
    with pytest.raises(ValueError, match="release"):
        importing.import_paths(market.collection, {}, [], release="../../etc")


def test_a_text_has_a_length(market):
    more = "\n[[table.column]]\nname = 'said'\nheading = 'Said'\nlongest = 12"
    content = HEADINGS.replace("\n", ",Said\n") + "001,corner,1,2020-01-31,{}\n"
    market.taken(content.format("twelve signs"), more=more)
    told = market.refused(content.format("thirteen sign"), more=more)
    assert "line 2, column said" in told and "has more than 12 characters" in told
    unsaid = more.replace("\nlongest = 12", "")
    market.taken(content.format("x" * 4_000), more=unsaid)
    told = market.refused(content.format("x" * 4_001), more=unsaid)
    assert "has more than 4,000 characters" in told and len(told) < 1_000


def test_a_link_is_not_followed(market):
    aim = market.file(GOOD, "elsewhere.txt")
    link = market.folder / "given" / "shops.csv"
    link.parent.mkdir()
    link.symlink_to(aim)
    assert "is a link to another file" in market.refused(link)
    assert "is a link to another file" in market.refused(link.parent)


def test_a_link_put_in_place_of_a_file_is_not_followed(market, monkeypatch):
    """Between the look at its name and the copy."""
    aim, path = market.file(GOOD, "elsewhere.txt"), market.file(GOOD)
    copy = importing.shutil.copyfile

    def swapped(source, *arguments, **named):
        source.unlink()
        source.symlink_to(aim)
        return copy(source, *arguments, **named)

    monkeypatch.setattr(importing.shutil, "copyfile", swapped)
    assert "is a link to another file" in market.refused(path)


def test_what_is_hashed_is_what_is_read(market, monkeypatch):
    """A file that is changed while it is imported is stored as it was copied, or not at all."""
    path = market.file(GOOD)
    known = hashlib.sha256(path.read_bytes()).hexdigest()
    hashed = importing.sha256_of

    def swapped(read):
        found = hashed(read)
        path.write_text(HEADINGS + "009,market,499,\n", encoding="utf-8")
        return found

    monkeypatch.setattr(importing, "sha256_of", swapped)
    receipt = market.taken(path)
    assert {"001", "002", "003"} <= {cell for row in market.rows(receipt) for cell in row}
    assert receipt.sha256 == known
