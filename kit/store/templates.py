"""Empty forms for the registers kept by hand, made from their contracts: CSV files and a workbook.

The workbook has a sheet for each register, with the drop-downs its contract allows, and a guide.
The same contracts give the same content.
"""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import xlsxwriter

from kit.store.contract import Column, Contract, Table, values_of
from kit.store.workbook import OWN_SHEETS

WORKBOOK_NAME = "registers.xlsx"
DAY = "Complete as at:"  # the line, or the row of the guide, beside which the day is written
LAST_ROW = 1_048_575  # of a sheet, counted from 0
_EPOCH = date.fromisoformat("1900-01-01")  # before which a spreadsheet knows no date
_FORMS = {"date": "yyyy-mm-dd", "text": "@", "code": "@"}  # text keeps the noughts in front


def registers(contracts: dict[str, Contract]) -> list[Table]:
    """Give the tables that are kept by hand, in the order of their names."""
    return [
        table for contract in contracts.values() for table in contract.tables if table.is_register
    ]


def make_templates(contracts: dict[str, Contract]) -> dict[str, bytes]:
    """Give the content of each template by its file's name; `contracts` hold the lists too."""
    forms = {
        f"{table.source}.csv": (
            f"{DAY}{',' * max(len(table.columns) - 1, 1)}\n"
            f"{','.join(map(_heading, table.columns))}\n"
        ).encode()
        for table in registers(contracts)
    }
    return {WORKBOOK_NAME: workbook(contracts), **forms}


def write(folder: Path, contracts: dict[str, Contract]) -> list[Path]:
    """Write all templates into `folder`. FileExistsError, and nothing written, if one is there."""
    forms = {folder / name: content for name, content in make_templates(contracts).items()}
    if there := [path.name for path in forms if path.exists()]:
        raise FileExistsError(
            f"{folder} holds {', '.join(there)} already, maybe filled in: choose an empty folder"
        )
    folder.mkdir(parents=True, exist_ok=True)
    for path, content in forms.items():
        path.write_bytes(content)
    return list(forms)


def shipped(folder: Path, contracts: dict[str, Contract]) -> dict[Path, bytes]:
    """Give what should lie in `folder`, that of the registers: a workbook, and a CSV for each."""
    return {
        folder / "template.xlsx"
        if name == WORKBOOK_NAME
        else folder / name.removesuffix(".csv") / "template.csv": content
        for name, content in make_templates(contracts).items()
    }


def write_shipped(folder: Path, contracts: dict[str, Contract]) -> list[Path]:
    """Bring the templates in `folder` up to date; give those that were not."""
    changed = [
        (path, content)
        for path, content in shipped(folder, contracts).items()
        if not path.is_file() or not same(path.read_bytes(), content)
    ]
    for path, content in changed:
        path.write_bytes(content)
    return [path for path, _ in changed]


def same(one: bytes, other: bytes) -> bool:
    """Say whether two files hold the same; how tightly a workbook is packed does not count."""
    if one[:2] != b"PK" or other[:2] != b"PK":
        return one == other
    with zipfile.ZipFile(io.BytesIO(one)) as a, zipfile.ZipFile(io.BytesIO(other)) as b:
        return a.namelist() == b.namelist() and all(a.read(n) == b.read(n) for n in a.namelist())


def workbook(contracts: dict[str, Contract], rows: dict[str, list[dict]] | None = None) -> bytes:
    """Make the workbook: a guide, a sheet for each register, and the lists of the drop-downs.

    `rows`: what the sheets hold, as texts by column, for each register; empty without.
    """
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    book.set_properties({"title": "Registers", "created": datetime.fromisoformat("2000-01-01")})
    looks: dict[str, dict[str, object]] = {
        "plain": {},
        "bold": {"bold": True},
        "title": {"bold": True, "font_size": 14, "text_wrap": False},
    }
    forms = {
        name: book.add_format({"text_wrap": True, "valign": "top", **look})
        for name, look in looks.items()
    }
    forms |= {kind: book.add_format({"num_format": form}) for kind, form in _FORMS.items()}
    kept = registers(contracts)
    guide = book.add_worksheet(OWN_SHEETS[0])
    sheets = [book.add_worksheet(table.source) for table in kept]
    lists = book.add_worksheet(OWN_SHEETS[1])
    places = _write_lists(lists, kept, contracts, forms)
    for table, sheet in zip(kept, sheets, strict=True):
        _write_register(sheet, table, places, forms)
        _write_rows(sheet, table, (rows or {}).get(table.source, []), forms)
    _write_guide(guide, kept, contracts, forms)
    guide.activate()
    book.close()
    return target.getvalue()


def _heading(column: Column) -> str:
    return column.heading or column.name


def _closed(column: Column) -> str | tuple[str, ...] | None:
    """Name the list a column draws on, so that columns which allow the same share a drop-down."""
    return column.listed or (tuple(column.allowed) if column.allowed else None)


def _write_lists(sheet, kept: list[Table], contracts, forms) -> dict:
    """Write every list below one another's heading; give the cells of each."""
    places: dict = {}
    for table in kept:
        for column in table.columns:
            closed = _closed(column)
            if closed is None or closed in places:
                continue
            place, known = len(places), values_of(column, contracts)[0]
            sheet.write(0, place, column.listed or column.name, forms["bold"])
            sheet.write_column(1, place, known)
            cell = xlsxwriter.utility.xl_range_abs(1, place, len(known), place)
            places[closed] = f"={OWN_SHEETS[1]}!{cell}"
    sheet.set_column(0, max(len(places) - 1, 0), 28)
    sheet.freeze_panes(1, 0)
    return places


def _write_register(sheet, table: Table, places: dict, forms) -> None:
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(table.columns):
        heading = _heading(column)
        sheet.set_column(place, place, max(len(heading), 10) + 4, forms.get(column.type))
        sheet.write(0, place, heading, forms["bold"])
        sheet.write_comment(0, place, _said(column), {"x_scale": 2, "author": ""})
        rule = _drop_down(column, places)
        if rule:
            sheet.data_validation(1, place, LAST_ROW, place, rule)


def _write_rows(sheet, table: Table, rows: list[dict], forms) -> None:
    for down, row in enumerate(rows, 1):
        for place, column in enumerate(table.columns):
            value = row.get(column.name) or ""
            if value and column.type == "date":
                day = datetime.fromisoformat(value)
                if day.date() >= _EPOCH:
                    sheet.write_datetime(down, place, day, forms["date"])
                    continue
            elif value and column.type == "decimal":
                sheet.write_number(down, place, float(value))
                continue
            if value:
                sheet.write_string(down, place, value, forms.get(column.type))


def _drop_down(column: Column, places: dict) -> dict | None:
    told = {"error_title": "This does not fit", "ignore_blank": True}
    closed = _closed(column)
    if closed is not None:
        grows = f" Another is first added to the list {column.listed}." if column.listed else ""
        return told | {
            "validate": "list",
            "source": places[closed],
            "error_message": f"Choose from the list.{grows}",
        }
    if column.type == "date":
        return _date_only()
    if column.type in ("integer", "decimal") and column.minimum is not None:
        return told | {
            "validate": column.type,
            "criteria": ">=",
            "value": column.minimum,
            "error_message": f"Write a number, {column.minimum} or more.",
        }
    return None


def _date_only() -> dict:
    return {
        "error_title": "This is not a date",
        "ignore_blank": True,
        "validate": "date",
        "criteria": ">=",
        "value": _EPOCH,
        "error_message": "Write a date, for example 31/08/2026.",
    }


def _said(column: Column) -> str:
    return f"{column.meaning}. {'Needed.' if column.required else 'May be blank.'}"


def _write_guide(sheet, kept: list[Table], contracts, forms) -> None:
    """Say how to fill in the registers, what each is, who keeps it, what each column means."""
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 30)
    sheet.set_column(2, 2, 80, forms["plain"])
    sheet.set_column(3, 3, 12)
    sheet.set_column(4, 4, 60, forms["plain"])
    row = 0
    sheet.write(row, 0, "Registers kept by hand", forms["title"])
    for said in (
        "Fill in the sheets you keep, one row for each thing; leave the others empty.",
        "Write the day to which they are complete below: without it nothing is imported.",
        "An empty sheet changes nothing. A sheet may have the register's title as its name.",
        "Dates as 31/08/2026 or 2026-08-31, amounts in pounds, a blank where not known; a count "
        "too small to give as c or <10.",
        "No children and no names: a file with names, dates of birth or pupil numbers is refused.",
        "Save under a name that begins with registers, and import it: python -m kit import "
        "registers.xlsx --data published",
        "An error in one sheet refuses the whole workbook, and says where it is and what to do.",
    ):
        row += 1
        sheet.write(row, 0, said)
    row += 2
    sheet.write(row, 0, DAY, forms["bold"])
    sheet.write_blank(row, 1, None, forms["date"])
    sheet.data_validation(row, 1, row, 1, _date_only())
    sheet.write(
        row, 2, "The last day to which these registers are up to date: needed", forms["plain"]
    )
    row += 2
    sheet.write_row(
        row, 0, ["Register", "Title", "One row, and what to know", "", "Kept by"], forms["bold"]
    )
    for table in kept:
        row += 1
        contract = contracts[table.source]
        sheet.write_url(row, 0, f"internal:'{table.source}'!A1", string=table.source)
        sheet.write_row(
            row, 1, [contract.title, contract.note, "", contract.attribution], forms["plain"]
        )
    _write_column_guide(sheet, row + 2, kept, contracts, forms)


def _write_column_guide(sheet, row: int, kept: list[Table], contracts, forms) -> None:
    """Say what each column of each register means, and what it may say."""
    sheet.write_row(row, 0, ["Register", "Column", "Meaning", "Needed", "May say"], forms["bold"])
    for table in kept:
        for column in table.columns:
            row += 1
            known, place = values_of(column, contracts)
            says = ", ".join(known) or {
                "date": "a date",
                "integer": "a whole number",
                "decimal": "a number",
            }.get(column.type, "text")
            grows = f" (the list {column.listed} may grow)" if place else ""
            sheet.write_row(
                row,
                0,
                [
                    table.source,
                    _heading(column),
                    column.meaning,
                    "yes" if column.required else "",
                    says + grows,
                ],
                forms["plain"],
            )
