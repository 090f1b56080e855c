"""A paper's figures as XLSX: a sheet of notes and one tidy sheet for each table.

Cells have native types, every table is a named table and a defined name, and no cell can be run
as a formula.
"""

import io

import pandas as pd
import xlsxwriter

from kit import wording
from kit.paper import reproducible_zip
from kit.paper.model import Document, Sheet
from kit.spreadsheet import escape_formula

_TOP = 2  # the row of headings, from nought: the title and the stamp stand above


def render(document: Document) -> bytes:
    """Return the workbook."""
    file = io.BytesIO()
    settings = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(file, settings) as book:
        book.set_properties({"title": document.title, "created": document.built_at})
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
        formats = {
            "bold": bold,
            "stamp": book.add_format({"bold": True, "font_color": "#b03d06"}),
            "date": book.add_format({"num_format": "yyyy-mm-dd"}),
            "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        }
        _notes(book, document, formats | {"wrapped": wrapped})
        for sheet in document.sheets:
            _sheet(book, document, sheet, formats)
    return reproducible_zip.fix_times(file.getvalue(), document.built_at)


def _new_sheet(book, document: Document, name: str, title: str, formats: dict):
    sheet = book.add_worksheet(name)
    sheet.write_string(0, 0, title, formats["bold"])
    if document.stamp:
        sheet.write_string(1, 0, document.stamp, formats["stamp"])
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    plain = document.footer.replace("&", "&&")
    sheet.set_footer(f"&L&8{plain[:180]}&R&8&P of &N")
    sheet.set_header(f"&R&9{document.stamp}")
    return sheet


def _notes(book, document: Document, formats: dict) -> None:
    sheet = _new_sheet(book, document, "Notes", document.title, formats)
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 26)
    sheet.set_column(2, 2, 70, formats["wrapped"])
    line = _TOP
    made_of = {
        **document.chosen,
        "Build": document.build_id,
        "Built": wording.minute(document.built_at),
    }
    for name, said in made_of.items():
        sheet.write_string(line, 0, name, formats["bold"])
        sheet.write_string(line, 1, str(escape_formula(said)))
        line += 1
    sheet.write_string(line, 0, "An empty cell", formats["bold"])
    sheet.write_string(
        line,
        1,
        "is a missing value; the reason is in “Why missing”: "
        + ", ".join(f"{reason} ({said})" for reason, said in wording.GAPS.items()),
    )
    line += 2
    for column, heading in enumerate(("Sheet", "Column", "What it holds")):
        sheet.write_string(line, column, heading, formats["bold"])
    for each in document.sheets:
        for heading, meaning in each.columns.values():
            line += 1
            sheet.write_row(line, 0, [each.name, heading, wording.capitalise(meaning)])


def _sheet(book, document: Document, each: Sheet, formats: dict) -> None:
    sheet = _new_sheet(book, document, each.name, each.title, formats)
    headings = [heading for heading, _ in each.columns.values()]
    rows, last = each.rows[list(each.columns)], max(len(each.rows), 1)
    for place, column in enumerate(rows):
        widest = 10
        for line, value in enumerate(rows[column], _TOP + 1):
            if not wording.is_known(value):
                continue
            if isinstance(value, pd.Timestamp):
                moment = value.tz_localize(None).to_pydatetime()
                whole = moment.time() == moment.min.time()
                sheet.write_datetime(line, place, moment, formats["date" if whole else "moment"])
            elif isinstance(value, bool):
                sheet.write_boolean(line, place, value)
            elif isinstance(value, str):
                sheet.write_string(line, place, escape_formula(value))
                widest = max(widest, min(len(value), 60))
            else:
                sheet.write_number(line, place, float(value))
        sheet.set_column(place, place, max(widest, len(headings[place])) + 2)
    name = each.name.replace(" ", "_")
    sheet.add_table(
        _TOP,
        0,
        _TOP + last,
        len(headings) - 1,
        {
            "name": f"{name}_table",
            "style": "Table Style Light 1",
            "autofilter": True,
            "columns": [{"header": heading} for heading in headings],
        },
    )
    end = xlsxwriter.utility.xl_rowcol_to_cell(_TOP + last, len(headings) - 1, True, True)
    book.define_name(name, f"='{each.name}'!$A${_TOP + 1}:{end}")
    sheet.freeze_panes(_TOP + 1, 0)
