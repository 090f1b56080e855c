"""Spreadsheets as they come: cells as text, merged cells, and where the table in them begins."""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from kit.store import formats, workbook
from kit.store.headings import normalise
from kit.store.problems import UnreadableError

LOOKED_THROUGH = 30  # rows from the top in which headings are looked for
_TOTAL = re.compile(r"(grand |sub ?)?totals?\b|sum of\b", re.IGNORECASE)
_ENCODINGS = ("utf-8-sig", "utf-16", "cp1252")


@dataclass
class Sheet:
    """One sheet: its rows as text, merged cells as (top, left, bottom, right), and what to say."""

    name: str
    rows: list[list[str]]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    has_dates: bool = False  # cells may hold real dates, which read as 2026-03-31
    notes: list[str] = field(default_factory=list)


@dataclass
class Located:
    """The table of a sheet: headings, rows with their numbers from 1, and the rows left out."""

    headings: list[str]
    rows: list[tuple[int, list[str]]]
    left_out: list[tuple[int, str, str]]  # number, what is there, why
    notes: list[str]
    line: int  # of the headings, from 1


def read(path: Path) -> list[Sheet]:
    """Return the sheets of a workbook or a CSV file that hold anything. Raises UnreadableError."""
    if path.suffix.lower() in (".csv", ".tsv", ".txt"):
        return [block(_decoded(path.read_bytes()), path.name)]
    if not formats.is_workbook(path):
        raise UnreadableError(
            "is not a spreadsheet that can be read", "Save it as xlsx, ods or CSV UTF-8"
        )
    found = []
    with workbook.open_safely(path) as book:
        for name in book.sheet_names:
            rows = [_clean(row) for _, row in workbook.rows(path, book, name)]
            if not any(any(row) for row in rows):
                continue
            merged = book.get_sheet_by_name(name).merged_cell_ranges or []
            spans = [(*first, *last) for first, last in merged]
            hidden = workbook.hidden(path, book, name)
            found.append(Sheet(name, rows, spans, True, [hidden] if hidden else []))
    return found


def block(text: str, name: str = "pasted cells") -> Sheet:
    """Return cells that were copied, or the text of a CSV file, as a sheet."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    mark = max("\t;,|", key=lambda one: (_count(text, one), one == ","))
    mark = "\t" if "\t" in first else mark
    _refuse_swallowed(text, mark)
    rows = [_clean(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark)]
    said = {"\t": "tabs", ";": "semicolons", "|": "upright bars"}.get(mark)
    return Sheet(name, rows, notes=[f"values are separated by {said}"] if said else [])


def _refuse_swallowed(text: str, mark: str) -> None:
    """Refuse a quotation mark that takes in lines which look like rows of their own."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    began, widths = 1, Counter(line.count(mark) for line in text.splitlines() if line.strip())
    usual = widths.most_common(1)[0][0] if widths else 0
    for row in reader:
        within = [line for cell in row for line in cell.splitlines()[1:]]
        is_open = reader.line_num > began and text.count('"') % 2
        if usual and (is_open or any(line.count(mark) >= usual for line in within)):
            raise UnreadableError(
                f"has a quotation mark in row {began} that takes in the rows below it",
                "Remove that quotation mark, or close it in the same row",
            )
        began = reader.line_num + 1


def _count(text: str, mark: str) -> int:
    """Return in how many of the first lines a mark separates values."""
    return sum(mark in line for line in text.splitlines()[:LOOKED_THROUGH])


def _decoded(content: bytes) -> str:
    for name in _ENCODINGS:
        if name == "utf-16" and content[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            continue
        try:
            return content.decode(name)
        except UnicodeDecodeError:
            continue
    raise UnreadableError("cannot be read as text", "Save it as CSV UTF-8")


def _clean(row: list[str]) -> list[str]:
    return [" ".join(cell.replace("\u00a0", " ").replace("\ufeff", "").split()) for cell in row]


def locate(sheet: Sheet, names: Callable[[str], set[str]], line: int | None = None) -> Located:
    """Return the table of a sheet; `names` says which columns a heading may be.

    `line` is the row of headings where a person has said so. Headings of two rows are joined.
    Without any heading that is known, `headings` is empty.
    """
    rows = sheet.rows
    place, depth, notes = _best(sheet, names) if line is None else (line - 1, 1, [])
    if place is None:
        return Located([], [], [], [], 0)
    headings = _joined(sheet, place) if depth == 2 else list(rows[place])
    while headings and not headings[-1]:
        headings.pop()
    notes = [*sheet.notes, *notes]
    if depth == 2:
        notes.append(f"rows {place + 1} and {place + 2} are read as one heading")
    found = Located(headings, [], [], notes, place + depth)
    for number, row in enumerate(rows[:place], 1):
        if any(row):
            found.left_out.append((number, _said(row), "above the headings"))
    below = _filled(sheet, place + depth, found)
    _take(found, below)
    return found


def _best(sheet: Sheet, names: Callable[[str], set[str]]) -> tuple[int | None, int, list[str]]:
    """Return the row of headings and whether they are one row or two: where most are known."""
    best: tuple[float, int, int] = (0, 0, 1)
    for place in range(min(len(sheet.rows), LOOKED_THROUGH)):
        one = _known(sheet.rows[place], names)
        best = max(best, (one, -place, 1))
        if place + 1 < len(sheet.rows) and _is_heading(sheet.rows[place + 1]):
            two = _known(_joined(sheet, place), names)
            if two > one:
                best = max(best, (two - 0.25, -place, 2))
    return (-best[1], best[2], []) if best[0] >= 2 else (None, 1, [])


def _known(row: list[str], names: Callable[[str], set[str]]) -> float:
    """Return how many columns the cells of a row name between them."""
    found: set[str] = set()
    count = 0.0
    for cell in row:
        said = names(cell) if cell else set()
        if said - found:
            count += 1 if len(said) == 1 else 0.6
            found |= said
    return count


def _is_heading(row: list[str]) -> bool:
    """Say whether a row may be headings: words, and no date or number among them."""
    filled = [cell for cell in row if cell]
    return len(filled) > 1 and not any(re.search(r"\d{3,}|^\W*\d[\d,./-]*$", c) for c in filled)


def _joined(sheet: Sheet, place: int) -> list[str]:
    """Return headings of two rows as one; a heading goes on over the cells merged with it."""
    above, below = list(sheet.rows[place]), sheet.rows[place + 1]
    above += [""] * (len(below) - len(above))
    for top, left, bottom, right in sheet.merged:
        if top == place == bottom:
            above[left : right + 1] = [above[left]] * (right + 1 - left)
    made, last = [], ""
    spans = any(top == place == bottom for top, _, bottom, _ in sheet.merged)
    for n, one in enumerate(above):
        two = below[n] if n < len(below) else ""
        last = one or ("" if spans else last)
        made.append(f"{last} {two}".strip() if two else one)
    return made


def _filled(sheet: Sheet, start: int, found: Located) -> list[tuple[int, list[str]]]:
    """Return the rows below the headings, a merged cell read as the value of each of its rows."""
    rows = {n: list(row) for n, row in enumerate(sheet.rows[start:], start)}
    for top, left, bottom, _ in sheet.merged:
        if top < start or bottom == top or left >= len(rows.get(top, [])):
            continue
        value = rows[top][left]
        for number in range(top + 1, bottom + 1):
            row = rows.setdefault(number, [])
            row += [""] * (left + 1 - len(row))
            row[left] = row[left] or value
        if value:
            found.notes.append(
                f"rows {top + 1} to {bottom + 1}: one merged cell, “{value[:40]}”, is read as the "
                "value of each row"
            )
    return [(n + 1, row) for n, row in sorted(rows.items())]


def _take(found: Located, below: list[tuple[int, list[str]]]) -> None:
    """Part the rows of data from totals, notes and headings that come again; each is said."""
    width = len(found.headings)
    heads = [normalise(cell) for cell in found.headings]
    full = [n for n, row in below if sum(map(bool, row[:width])) > 1]
    last = full[-1] if full else 0
    for number, row in below:
        cells = (row + [""] * width)[:width]
        if any(row[width:]):
            found.left_out.append((number, _said(row[width:]), "right of the headings"))
        filled = [cell for cell in cells if cell]
        if not filled:
            continue
        if _TOTAL.match(filled[0]):
            found.left_out.append((number, _said(cells), "a total"))
        elif [normalise(cell) for cell in cells] == heads:
            found.left_out.append((number, _said(cells), "the headings again"))
        elif width > 2 and len(filled) == 1 and number > last:
            found.left_out.append((number, filled[0], "a note below the table"))
        else:
            found.rows.append((number, cells))


def _said(row: list[str]) -> str:
    return " · ".join(cell for cell in row if cell)[:160]
