"""A first contract, drafted from a file: its columns, their types and markers, to be checked.

A draft is what the file shows, not what its publisher promises: whoever adds a source reads it
line by line before importing by it.
"""

import json
import re
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

from kit.store import csv_file, formats, workbook
from kit.store.problems import UnreadableError, is_personal
from kit.store.schema import Column, Table

LOOKED_AT = 200_000  # rows; more say nothing new of a type
_HEADINGS_WITHIN = 20  # rows from the top
# What publishers write instead of a number, and the reason each usually stands for.
MARKERS = {
    "": "not_available", "-": "not_available", "..": "not_available", "x": "not_available",
    ":": "not_available", "na": "not_available", "n/a": "not_available", "c": "suppressed",
    "s": "suppressed", "z": "not_applicable", ".": "not_applicable", "low": "low",
    "~": "low", "u": "unreliable",
}  # fmt: skip
_DATES = {
    "%Y-%m-%d": r"\d{4}-\d\d-\d\d",
    "%d/%m/%Y": r"\d{1,2}/\d{1,2}/\d{4}",
    "%d-%m-%Y": r"\d{1,2}-\d{1,2}-\d{4}",
}
_NUMBERS = {"integer": r"-?\d+", "decimal": r"-?\d*\.?\d+([eE]-?\d+)?"}


def draft(path: Path) -> str:
    """Return the text of a contract for a CSV file or workbook. Raises UnreadableError."""
    sheet, encoding, rows = read_rows(path)
    line, headings = find_headings(rows)
    body = [row for number, row in rows if number > line and any(cell.strip() for cell in row)]
    if not body:
        raise UnreadableError("holds no row below its headings", "Draft from a file that is filled")
    columns = {head: [row[place].strip() for row in body if place < len(row)]
               for place, head in enumerate(headings) if head.strip()}  # fmt: skip
    personal = [head for head in columns if is_personal(head)]
    kept = {head: cells for head, cells in columns.items() if head not in personal}
    names = _names(list(kept))
    lines = [
        'title = "TO DO: what the publisher calls it"',
        'publisher = "TO DO: who publishes it"',
        'licence = "TO DO: under which licence"',
        'address = "TO DO: the page it is downloaded from"',
        "",
        "[[table]]",
        'name = "figures"',
        f"title = {_text(f'TO DO: what a row of {path.name} is')}",
        f"file = {name_pattern(path.name)}",
        f"format = {_text('sheet' if sheet else 'csv')}",
        *([] if sheet else [f"encoding = {_text(encoding)}"]),
        *([f"header_row = {line}"] if line > 1 else []),
        f"key = {_text(_key({names[head]: cells for head, cells in kept.items()}))}",
        f"expected_rows = [{int(len(body) * 0.8)}, {int(len(body) * 1.2) + 1}]",
        f"missing = {_markers(kept)}",
    ]
    if personal:  # of people: never stored
        lines.append(f"ignore = {_text(personal)}")
    if sheet:
        lines += ["", "[[table.sheet]]", f"name = {_text(re.escape(sheet))}"]
    for head, cells in kept.items():
        lines += ["", *_column(head, names[head], cells)]
    return "\n".join([*lines, ""])


def read_rows(path: Path) -> tuple[str, str, list[tuple[int, list[str]]]]:
    """Return the sheet's name (none of a CSV file), the encoding, and the rows with their lines."""
    if formats.is_workbook(path):
        with workbook.open_safely(path) as book:
            name = book.sheet_names[0]
            return name, "", list(workbook.rows(path, book, name))[:LOOKED_AT]
    shape = Table(source="", name="any", key=["any"], column=[Column(name="any")])
    shape = shape.model_copy(update={"encoding": ["utf-8-sig", "cp1252"]})
    encoding = csv_file.encoding(path, ["utf-8-sig", "cp1252"])
    return "", encoding, list(csv_file.rows(path, shape))[:LOOKED_AT]


def find_headings(rows: Sequence[tuple[int, list[str]]]) -> tuple[int, list[str]]:
    """Return the first row near the top that fills as many cells as any there, and its line."""
    top = [(line, row) for line, row in rows[:_HEADINGS_WITHIN] if any(map(str.strip, row))]
    if not top:
        raise UnreadableError("holds no row", "Draft from a file that is filled")
    filled = [sum(bool(cell.strip()) for cell in row) for _, row in top]
    line, row = top[filled.index(max(filled))]
    return line, [cell.strip() for cell in row]


def _names(headings: list[str]) -> dict[str, str]:
    """Return a name for each heading, as contracts write them; no two alike."""
    names: dict[str, str] = {}
    for heading in headings:
        plain = re.sub(r"[^a-z0-9]+", "_", heading.lower()).strip("_") or "column"
        plain = plain if plain[0].isalpha() else f"n_{plain}"
        plain = f"{plain}_of_file" if plain in ("source_line", "source_sheet") else plain
        number, name = 1, plain
        while name in names.values():
            number += 1
            name = f"{plain}_{number}"
        names[heading] = name
    return names


def _type(cells: list[str]) -> tuple[str, list[str]]:
    """Return the type of a column and, of a date, its form."""
    known = [cell for cell in cells if cell.lower() not in MARKERS]
    for form, pattern in _DATES.items():
        if known and all(re.fullmatch(pattern, cell) for cell in known):
            return "date", [] if form == "%Y-%m-%d" else [form]
    if known and all(re.fullmatch(r"\d+", cell) for cell in known):
        lengths = {len(cell) for cell in known}
        if len(lengths) == 1 and any(cell.startswith("0") and cell != "0" for cell in known):
            return "code", []
    for kind, pattern in _NUMBERS.items():
        if known and all(re.fullmatch(pattern, cell) for cell in known):
            return kind, []
    return "text", []


def _column(heading: str, name: str, cells: list[str]) -> list[str]:
    kind, forms = _type(cells)
    lines = ["[[table.column]]", f"name = {_text(name)}"]
    if heading != name:
        lines.append(f"heading = {_text(heading)}")
    lines.append(f"type = {_text(kind)}")
    if kind == "code":
        lines.append(f"digits = {max(map(len, cells))}")
    if forms:
        lines.append(f"date_format = {_text(forms)}")
    if kind == "text" and all(cells):
        lines.append("required = true")
    return [*lines, 'meaning = "TO DO"']


def _markers(columns: dict[str, list[str]]) -> str:
    """Return the markers of missing that stand in columns of numbers, codes and dates."""
    found = {
        cell: MARKERS[cell.lower()]
        for cells in columns.values()
        if _type(cells)[0] != "text"
        for cell in cells
        if cell.lower() in MARKERS
    }
    found[""] = MARKERS[""]
    said = [f"{_text(cell)} = {_text(why)}" for cell, why in sorted(found.items())]
    return f"{{ {', '.join(said)} }}"


def _key(columns: dict[str, list[str]]) -> list[str]:
    """Return the fewest of the first filled columns whose values name each row, else all."""
    named = [name for name, cells in columns.items() if all(cells) and _type(cells)[0] != "decimal"]
    named = named[:10]
    for size in range(1, 5):
        for chosen in combinations(named, size):
            rows = list(zip(*(columns[name] for name in chosen), strict=False))
            if len(set(rows)) == len(rows):
                return list(chosen)
    return named or list(columns)


def name_pattern(name: str) -> str:
    """Return the form of a file's name: its figures may be others, such as a later year's."""
    return _text(re.sub(r"\d+", lambda _: r"\d+", re.escape(name).replace("\\ ", " ")))


def _text(value: str | list[str]) -> str:
    """Return a text or a list as TOML writes it."""
    return json.dumps(value, ensure_ascii=False)
