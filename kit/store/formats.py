"""The formats a file may have: CSV, sheets of a workbook, JSON. Each is read as text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from kit.store import csv_file, json_file, workbook
from kit.store.headings import find_headings, wanted_heading
from kit.store.problems import UnreadableError
from kit.store.schema import Blocks, Sheet, Table

_DAY_FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y", "%d.%m.%Y")
_DAY = r"\d{4}-\d\d-\d\d|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2} [A-Za-z]+ \d{4}"
_AS_AT = re.compile(rf"\bas at\b[^0-9]*({_DAY})", re.IGNORECASE)
_YEARS = re.compile(r"((?:19|20)\d\d)(?: ?(?:-|/|to|–) ?)?((?:19|20)?\d\d)")
_IN_NAME = re.compile(r"(?<!\d)(\d{4})-?(\d\d)-?(\d\d)(?!\d)")


@dataclass
class Part:
    """One sheet of a file (a CSV has one): its headings, and its rows with their lines."""

    headings: list[str]
    rows: Iterator[tuple[int, list[str]]]
    sheet: str = ""
    constants: tuple[str, ...] = ()
    heading_line: int | None = None
    complete_as_at: date | None = None
    path: Path | None = None  # of a CSV file, of which blocks can be read at once
    notes: list[str] = field(default_factory=list)  # what was read in another way than declared
    top: list[list[str]] = field(default_factory=list)  # the rows above the headings

    @property
    def above(self) -> list[str]:
        """The texts of the rows above the headings."""
        return [" ".join(cell for cell in row if cell.strip()) for row in self.top]


def day_of(text: str) -> date | None:
    """Return the day a text names, in figures or in words, the day before the month."""
    for form in _DAY_FORMS:
        try:
            return datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
    return None


def day_in(rows: list[tuple[int, list[str]]]) -> date | None:
    """Return the day that rows above the headings say a register is complete as at."""
    for _, row in rows:
        found = _AS_AT.search(" ".join(cell for cell in row if cell.strip()))
        if found and (day := day_of(found[1])):
            return day
    return None


def day_in_name(path: Path) -> date | None:
    """Return the day a file's name holds, as 2026-08-31 or 20260831."""
    for found in _IN_NAME.finditer(path.stem):
        if day := day_of("-".join(found.groups())):
            return day
    return None


def is_workbook(path: Path) -> bool:
    """Say whether a file's name is that of a workbook."""
    return path.suffix.lower() in (".xlsx", ".ods")


def parts(path: Path, table: Table) -> Iterator[Part]:
    """Give the parts of a file in the format its contract declares; raise UnreadableError."""
    if path.stat().st_size == 0:
        raise UnreadableError("the file is empty", "Download the file again")
    kind = "sheet" if table.is_register and is_workbook(path) else table.format
    return {"csv": _csv_parts, "sheet": _sheet_parts, "json": _json_parts}[kind](path, table)


def _part(rows: Iterator, table: Table, sheet: str = "") -> Part:
    line, headings, below, above = find_headings(rows, table)
    part = Part(headings, below, sheet, (), line, day_in(above))
    part.top = [row for _, row in above]
    told = len(above) + 1 != table.header_row and any(headings) and not table.is_register
    if told:  # a title above a form that is kept by hand is nothing to tell of
        where = f"sheet {sheet}: " if sheet else ""
        part.notes.append(
            f"{where}the headings were found in row {line}, not row {table.header_row}; the rows "
            "above them were left out"
        )
    return part


def _csv_parts(path: Path, table: Table) -> Iterator[Part]:
    part = _part(csv_file.rows(path, table), table)
    part.path = None if table.short_rows else path
    yield part


def _sheet_parts(path: Path, table: Table) -> Iterator[Part]:
    with workbook.open_safely(path) as book:
        names = book.sheet_names
        day = None
        if workbook.OWN_SHEETS[0] in names:
            day = day_in(list(workbook.rows(path, book, workbook.OWN_SHEETS[0])))
        for declared in table.sheet or [Sheet(name=".*")]:
            matching = [name for name in names if re.fullmatch(declared.name, name)]
            if table.is_register:
                matching = [name for name in names if table.is_sheet(name)]
                matching = matching or (names if len(names) == 1 else [])
            elif not matching or (not table.sheet and len(names) > 1):
                raise UnreadableError(
                    f"no one sheet is named like {declared.name!r}: there are "
                    f"{', '.join(map(repr, names))}",
                    "Look whether the file is the right one, or rename the sheet",
                )
            for name in matching:
                named = table.sheet or table.is_register
                found = workbook.rows(path, book, name)
                part = _part(found, table, name if named else "")
                if table.sheet:
                    part.constants = _constants(declared, name, part)
                part.complete_as_at = part.complete_as_at or day
                if hidden := workbook.hidden(path, book, name):
                    part.notes.append(hidden)
                yield from _blocks(part, declared.blocks) if declared.blocks else [part]


def _blocks(part: Part, blocks: Blocks) -> Iterator[Part]:
    """Give a part for each block of columns. Raises UnreadableError where one has no period."""
    rows, fixed, width = list(part.rows), blocks.first - 1, blocks.width
    over = part.top[blocks.row - 1] if blocks.row <= len(part.top) else []
    last = max((n for n, head in enumerate(part.headings, 1) if head.strip()), default=0)
    for start in range(fixed, last, width):
        period = span(over[start].strip()) if start < len(over) else ""
        if not re.match(r"(19|20)\d\d", period):
            raise UnreadableError(
                f"does not say the {blocks.name} of the columns from number {start + 1} on",
                f"Look whether row {blocks.row} says it above the headings",
                sheet=part.sheet,
            )
        chosen = [*range(fixed), *range(start, start + width)]
        yield Part(
            [_cell(part.headings, place) for place in chosen],
            ((line, [_cell(row, place) for place in chosen]) for line, row in rows),
            part.sheet,
            (*part.constants, period),
            part.heading_line,
            part.complete_as_at,
            notes=part.notes if start == fixed else [],
        )


def _cell(row: list[str], place: int) -> str:
    return row[place] if place < len(row) else ""


def _constants(sheet: Sheet, name: str, part: Part) -> tuple[str, ...]:
    """Return what is constant in a sheet. Raises UnreadableError where a text is not found."""
    named = re.fullmatch(sheet.name, name)
    parts = named.groupdict().values() if named else ()
    found = [*sheet.constants.values(), *(span(part or "") for part in parts)]
    top = " ".join([*part.above, " ".join(part.headings)])
    for key, pattern in sheet.texts.items():
        said = {span(one[1]) for one in re.finditer(pattern, top, re.IGNORECASE)}
        if len(said) != 1:
            told = " and ".join(sorted(said)) if said else "nothing"
            raise UnreadableError(
                f"does not say its {key} in one way above its rows: found {told}",
                "Look whether the file is the right one, and whole",
                sheet=name,
            )
        found += said
    return tuple(found)


def span(text: str) -> str:
    """Return two years in a row as 2024-25, however they are written; any other text as it is."""
    found = _YEARS.fullmatch(" ".join(text.split()))
    if found and int(found[2][-2:]) == (int(found[1]) + 1) % 100:
        return f"{found[1]}-{found[2][-2:]}"
    return text


def _json_parts(path: Path, table: Table) -> Iterator[Part]:
    whole = {wanted_heading(column) for column in table.columns} | set(table.ignore)
    headings, rows = json_file.rows(path, table, whole)
    yield Part(headings, rows)
