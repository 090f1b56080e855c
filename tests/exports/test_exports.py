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
from kit.store.paths import PROJECT
from tests.opened import open_at

PAGES = sorted(path.relative_to(PROJECT).as_posix() for path in PROJECT.glob("pages/*/*.py"))
NEEDS = ("Title", "Build", "Built", "Note")
UNITS = {"£ million": 1e6, "£m": 1e6, "£ thousand": 1e3, "£k": 1e3}
MONTH = re.compile(r"\d{4}[/-]\d\d")


def lines(content: bytes) -> list[list]:
    """The rows of a workbook's first sheet, blank ones left out."""
    sheet = load_workbook(io.BytesIO(content)).get_sheet_by_index(0)
    return [row for row in sheet.to_python() if any(cell != "" for cell in row)]


def csv_lines(content: bytes) -> list[list[str]]:
    return [row for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) if any(row)]


@pytest.mark.parametrize("page", PAGES)
def test_every_export_of_a_page_carries_its_own_truth(page, demonstration_store, monkeypatch):
    monkeypatch.setenv("CAA_DATA", "demonstration")
    kept = open_at(page).session_state["_shown"]
    for title, table, about in kept:
        if not about:  # a table of the page's workbook, which says all this on its first sheet
            continue
        assert set(NEEDS) <= set(about), (page, title, set(NEEDS) - set(about))
        headings = [str(heading) for heading in table.columns]
        assert len(set(headings)) == len(headings), (page, title, headings)
        _holds_to_units(page, title, table)
        book, text = lines(spreadsheet.as_xlsx(table, about)), spreadsheet.as_csv(table, about)
        assert len(book) == len(about) + 1 + len(table.dropna(how="all"))
        for row in csv_lines(text)[len(about) + 1 :]:
            for cell in row:
                assert not MONTH.fullmatch(cell), (page, title, cell)
                assert not re.fullmatch(r"-?\d+\.\d{11,}", cell), (page, title, cell)
                assert not re.fullmatch(r"-?\d+\.0+", cell), (page, title, cell)


def _holds_to_units(page: str, title: str, table: pd.DataFrame) -> None:
    """Money says pounds over pounds; a rank says which end is 1; codes are text."""
    for heading in map(str, table.columns):
        cells = table[heading]
        numbers = pd.to_numeric(cells, errors="coerce").dropna()
        for unit, size in UNITS.items():
            if unit in heading:
                assert numbers.abs().max() < 1e9 / size * 1e3, (page, title, heading)
        if re.search(r"\brank\b", heading, re.IGNORECASE) and len(numbers):
            assert "1 = " in heading, (page, title, heading)
        if heading.endswith("code"):
            assert pd.api.types.is_string_dtype(cells), (page, title, heading)


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
        "Share (%)", "Year",
    ]  # fmt: skip
    told = csv_lines(spreadsheet.as_csv(saved, {"Title": "t"}))
    assert told[2] == ["001", "1187510920.09", "", "12.4", "2010/2011"]
    assert told[3][1:] == ["", wording.missing_text("suppressed"), "7", "2010-2011"]
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
