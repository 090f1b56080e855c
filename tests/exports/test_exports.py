"""Every table that every page offers to save is opened, and held to what it says of itself."""

import csv
import io
import re

import pandas as pd
import pytest
from python_calamine import load_workbook

from kit import spreadsheet, wording
from kit.screen import export
from kit.screen.blocks import Column
from kit.store import database
from kit.store.paths import PROJECT
from tests.opened import open_at

PAGES = sorted(path.relative_to(PROJECT).as_posix() for path in PROJECT.glob("pages/*/*.py"))
NEEDS = ("Title", "Build", "Built", "Who may see it", "Authority chosen", "As at")
UNITS = {"£ million": 1e6, "£m": 1e6, "£ thousand": 1e3, "£k": 1e3}
MONTH = re.compile(r"\d{4}[/-]\d\d")
COLLECTIONS = [
    "demonstration",
    pytest.param("published", marks=pytest.mark.real_data),
]


def lines(content: bytes) -> list[list]:
    """The rows of a workbook's first sheet, blank ones left out."""
    sheet = load_workbook(io.BytesIO(content)).get_sheet_by_index(0)
    return [row for row in sheet.to_python() if any(cell != "" for cell in row)]


def csv_lines(content: bytes) -> list[list[str]]:
    return [row for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) if any(row)]


@pytest.mark.parametrize("collection", COLLECTIONS)
@pytest.mark.parametrize("page", PAGES)
def test_every_export_of_a_page_carries_its_own_truth(page, collection, request, monkeypatch):
    request.getfixturevalue(f"{collection}_store")
    monkeypatch.setenv("CAA_DATA", collection)
    opened = open_at(page)
    build = database.current()
    for title, table, about in opened.session_state["_shown"]:
        if not about:  # a table of the page's workbook, which says all this on its first sheet
            continue
        assert set(NEEDS) <= set(about), (page, title, set(NEEDS) - set(about))
        assert about.get("Source") or page.endswith("sql.py"), (page, title)
        assert about["Build"] == build.build_id
        assert about["Built"].endswith(" UTC")
        assert about.get("Note", "") == wording.stamp(collection)
        headings = [str(heading) for heading in table.columns]
        assert len(set(headings)) == len(headings), (page, title, headings)
        _holds_to_label(page, title, table)
        book, text = lines(spreadsheet.as_xlsx(table, about)), spreadsheet.as_csv(table, about)
        assert len(book) == len(about) + 1 + len(table.dropna(how="all"))
        for row in csv_lines(text)[len(about) + 1 :]:
            for cell in row:
                assert not MONTH.fullmatch(cell), (page, title, cell)
                assert not re.fullmatch(r"-?\d+\.\d{11,}", cell), (page, title, cell)
                assert not re.fullmatch(r"-?\d+\.0+", cell), (page, title, cell)
    _offers_files_in_order(page, opened)


def _offers_files_in_order(page: str, opened) -> None:
    """The workbook comes first, and the name of each file says the area and the date."""
    chosen = opened.session_state["_chosen"]
    offered = [each.proto for each in opened.get("download_button")]
    files = [one for one in offered if one.label in ("Download XLSX", "Download CSV")]
    assert [one.label for one in files] == ["Download XLSX", "Download CSV"] * (len(files) // 2)
    for title, _, about in opened.session_state["_shown"]:
        if about:
            name = export.file_name(title.replace(" ", "_"), chosen)
            assert chosen["area_code"] in name, (page, name)
            assert chosen["as_at"] in name, (page, name)


def _holds_to_label(page: str, title: str, table: pd.DataFrame) -> None:
    """Money says pounds over pounds; a rank which end is 1; a period its days; codes are text."""
    for place, heading in enumerate(map(str, table.columns)):
        cells = table[heading]
        numbers = pd.to_numeric(cells, errors="coerce").dropna()
        for unit, size in UNITS.items():
            if unit in heading:
                assert numbers.abs().max() < 1e9 / size * 1e3, (page, title, heading)
        if re.search(r"\b(rank|place|position)\b", heading, re.IGNORECASE) and len(numbers):
            assert "1 = " in heading, (page, title, heading)
        if heading.endswith("code"):
            assert pd.api.types.is_string_dtype(cells), (page, title, heading)
        if heading in ("Period", "Year", "As at", "Day") and any(
            export.period_days(str(cell))[0] for cell in cells
        ):
            days = list(table.columns[place + 1 : place + 3])
            assert days == [f"{heading}: first day", f"{heading}: last day"], (page, title)
            known = table[days].dropna()
            assert (known[days[0]] <= known[days[1]]).all(), (page, title)
        assert "_" not in heading or page.endswith(("sql.py", "trace.py")), (page, title, heading)
    if "9-character code" in table:
        assert "3-digit code" in table, (page, title)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025/26", "2025-09-01", "2026-08-31"),
        ("2023-24", "2023-04-01", "2024-03-31"),
        ("2026-27 (budget)", "2026-04-01", "2027-03-31"),
        ("1999/00", "1999-09-01", "2000-08-31"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("31 Mar 2026", "2026-03-31", "2026-03-31"),
        ("31 August 2026", "2026-08-31", "2026-08-31"),
        ("years to 2016", "None", "None"),
    ],
)
def test_a_period_says_its_first_and_last_day(text, first, last):
    assert tuple(map(str, export.period_days(text))) == (first, last)


def test_a_column_says_the_unit_of_its_own_numbers(demonstration_store, monkeypatch):
    monkeypatch.setenv("CAA_DATA", "demonstration")
    rows = pd.DataFrame({
        "area_code": ["001", "002"],
        "total": [1187510920.09, None],
        "share": [12.399999999999999, 7.0],
        "reason": [None, "suppressed"],
        "year": ["2010/11", "2010-11"],
    })  # fmt: skip
    saved = export.saved_columns(
        rows,
        {
            "total": Column("Whole grant", "money", why="reason"),
            "share": Column("Share", "percent"),
            "year": Column("Year"),
        },
    )
    assert list(saved.columns) == [
        "3-digit code", "Whole grant (£)", "Whole grant: why missing",
        "Share (%)", "Year", "Year: first day", "Year: last day",
    ]  # fmt: skip
    told = csv_lines(spreadsheet.as_csv(saved, {"Title": "t"}))
    assert told[2] == [
        "001", "1187510920.09", "", "12.4", "2010/2011", "2010-09-01", "2011-08-31",
    ]  # fmt: skip
    days = ["2010-04-01", "2011-03-31"]
    assert told[3][1:] == ["", wording.missing_text("suppressed"), "7", "2010-2011", *days]
    assert lines(spreadsheet.as_xlsx(saved, {"Title": "t"}))[2][0] == "001"


@pytest.mark.parametrize(
    ("value", "said"),
    [(999_950, "£1.0m"), (999_949, "£999.9k"), (-1_500_000, "−£1.5m"), (950, "£950"),
     (999_950_000, "£1.0bn"), (-20, "−£20")],
)  # fmt: skip
def test_pounds_step_where_their_figure_does(value, said):
    assert wording.money(value) == said


def test_the_name_of_a_file_says_area_and_date():
    chosen = {"area_code": "001", "as_at": "2026-08-31", "framework": "caa"}
    assert export.file_name("blocks", chosen) == "blocks_001_2026-08-31"
    assert export.file_name("readiness_001_2026-08-31", chosen) == "readiness_001_2026-08-31"
