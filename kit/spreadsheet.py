"""Tables as files: each says what it holds, in which unit, from where, of which build.

Nothing in them can be run as a formula, whichever program opens them: cells, headings, what a
table is about, names of sheets.
"""

import csv
import io
import math
import re
import unicodedata
from collections.abc import Iterable

import pandas as pd
import xlsxwriter

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONGEST_NAME = 31  # of a sheet
_WHOLE = 2**53  # beyond which a spreadsheet keeps no whole number
# A year as publishers write it, which Excel turns into a month when it opens a CSV file.
_YEAR = re.compile(r"((\d\d)\d\d)([/-])(\d\d)")


def escape_formula(value):
    """Return a cell no spreadsheet will run: text that looks like a formula gets an apostrophe.

    It looks like one if it begins so after blanks and marks without a shape, and in any width:
    some programs trim a cell, some read ＝ as =.
    """
    if not isinstance(value, str):
        return value
    plain = (one for each in value for one in unicodedata.normalize("NFKC", each))
    first = next((one for one in plain if unicodedata.category(one)[0] not in "ZC"), "")
    runs = first in ("=", "+", "-", "@") or value.startswith(("\t", "\r", "\n"))
    return f"'{value}" if runs else value


def _cells(table: pd.DataFrame) -> Iterable[list]:
    for row in table.itertuples(index=False):
        yield [None if pd.isna(cell) else escape_formula(_plain_cell(cell)) for cell in row]


def _headings(table: pd.DataFrame) -> list[str]:
    return [escape_formula(str(heading)) for heading in table.columns]


def _plain_cell(cell):
    """Return a cell without what a machine adds: 12.399999999999999 is 12.4, 7.0 is 7."""
    if hasattr(cell, "isoformat"):
        return cell.isoformat()[:10]
    cell = cell.item() if hasattr(cell, "item") else cell
    if not isinstance(cell, float) or not math.isfinite(cell):
        return cell
    cell = float(f"{cell:.12g}")
    return int(cell) if cell.is_integer() and abs(cell) < _WHOLE else cell


def as_csv(table: pd.DataFrame, about: dict[str, str]) -> bytes:
    """Return the table as CSV (UTF-8 with BOM), `about` in rows of its own above the headings."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows([escape_formula(key), escape_formula(said)] for key, said in about.items())
    writer.writerow([])
    writer.writerow(_headings(table))
    writer.writerows([_whole_year(cell) for cell in row] for row in _cells(table))
    return text.getvalue().encode("utf-8-sig")


def _whole_year(cell):
    """Return a year such as 2010/11 as 2010/2011, which no program takes for a month."""
    if isinstance(cell, str) and (found := _YEAR.fullmatch(cell)):
        century = int(found[2]) + (int(found[4]) < int(found[1][2:]))
        return f"{found[1]}{found[3]}{century}{found[4]}"
    return cell


def as_xlsx(table: pd.DataFrame, about: dict[str, str]) -> bytes:
    """Return the table as a workbook of one sheet, `about` above the headings."""
    return as_workbook([("Figures", table, about)], {})


def as_workbook(
    tables: list[tuple[str, pd.DataFrame, dict[str, str]]], about: dict[str, str]
) -> bytes:
    """Return a workbook: a sheet that says what all is about, and one for each table.

    `tables`: title, rows, and what the table is about.
    """
    file = io.BytesIO()
    taken: set[str] = set()
    settings = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(file, settings) as book:
        bold = book.add_format({"bold": True})
        if about:
            names = pd.DataFrame({"Sheet": [title for title, _, _ in tables]})
            tables = [("About", names, about), *tables]
        for title, table, said in tables:
            _sheet(book.add_worksheet(_name(title, taken)), table, said, bold)
    return file.getvalue()


def _sheet(sheet, table: pd.DataFrame, about: dict[str, str], bold) -> None:
    for line, (key, said) in enumerate(about.items()):
        sheet.write_string(line, 0, escape_formula(key), bold)
        sheet.write_string(line, 1, str(escape_formula(said)))
    top = len(about) + 1 if about else 0
    lines = [_headings(table), *_cells(table)]
    for line, cells in enumerate(lines, top):
        for place, cell in enumerate(cells):
            if isinstance(cell, str):  # else the library guesses what a text is
                sheet.write_string(line, place, cell, bold if line == top else None)
            else:
                sheet.write(line, place, cell)
    sheet.freeze_panes(top + 1, 0)
    for place, column in enumerate(zip(*lines, strict=True)):
        longest = max((len(str(cell)) for cell in column if cell is not None), default=0)
        sheet.set_column(place, place, min(max(longest + 2, 12), 60))


def _name(title: str, taken: set[str]) -> str:
    """Return a name for a sheet: as programs allow them, and no other sheet's."""
    plain = re.sub(r"[\[\]:*?/\\\x00-\x1f]+", " ", title).strip(" '=+-@") or "Sheet"
    name, number = plain[:_LONGEST_NAME].strip(" '"), 1
    while name.lower() in taken or name.lower() == "history":  # which Excel keeps for itself
        number += 1
        name = f"{plain[: _LONGEST_NAME - 4].strip()} {number}"
    taken.add(name.lower())
    return name
