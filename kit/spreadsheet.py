"""Tables as files: each says what it holds, in which unit, from where, of which build."""

import csv
import io
from collections.abc import Iterable

import pandas as pd
import xlsxwriter

# A spreadsheet runs a cell that begins so; an apostrophe in front makes it text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(value):
    """Return a cell no spreadsheet will run: text that looks like a formula gets an apostrophe."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return value


def _cells(table: pd.DataFrame) -> Iterable[list]:
    for row in table.itertuples(index=False):
        yield [None if pd.isna(cell) else harmless(_plain(cell)) for cell in row]


def _plain(cell):
    if hasattr(cell, "isoformat"):
        return cell.isoformat()[:10]
    return cell.item() if hasattr(cell, "item") else cell


def as_csv(table: pd.DataFrame, about: dict[str, str]) -> bytes:
    """Return the table as CSV (UTF-8 with BOM), `about` in rows of its own above the headings."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows([key, harmless(said)] for key, said in about.items())
    writer.writerow([])
    writer.writerow(table.columns)
    writer.writerows(_cells(table))
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(table: pd.DataFrame, about: dict[str, str]) -> bytes:
    """Return the table as a workbook of one sheet, `about` above the headings; nothing runs."""
    file = io.BytesIO()
    settings = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(file, settings) as book:
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet("Figures")
        for line, (key, said) in enumerate(about.items()):
            sheet.write_string(line, 0, key, bold)
            sheet.write_string(line, 1, str(harmless(said)))
        top = len(about) + 1
        sheet.write_row(top, 0, list(table.columns), bold)
        for line, cells in enumerate(_cells(table), top + 1):
            sheet.write_row(line, 0, cells)
        sheet.freeze_panes(top + 1, 0)
        sheet.set_column(0, max(len(table.columns) - 1, 1), 20)
    return file.getvalue()
