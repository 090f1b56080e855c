"""The formats a file may have: CSV, sheets of a workbook, JSON. Each is read as text, with lines.

A workbook is looked into before it is unpacked: a small file may claim all the memory there is.
"""

import codecs
import contextlib
import csv
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path

from python_calamine import CalamineWorkbook

from kit.store.contract import WORKBOOK, Column, Sheet, Table
from kit.store.problems import (
    ABOUT_CHILDREN,
    EMPTY_FORM,
    Problem,
    Problems,
    UnreadableError,
    is_personal,
)

LARGEST_WORKBOOK = 2**30  # bytes, unpacked
LARGEST_RATIO = 250  # of unpacked to packed bytes, where a workbook is larger than 64 MiB
LARGEST_SHEET = 20_000_000  # cells between the first and the last used one
LARGEST_JSON = 200 * 2**20  # bytes
OWN_SHEETS = ("Guide", "Lists")  # of a workbook of registers: they hold no data

csv.field_size_limit(16 * 2**20)


@dataclass
class Part:
    """One sheet of a file (a CSV has one): its headings, and its rows with their lines."""

    headings: list[str]
    rows: Iterator[tuple[int, list[str]]]
    sheet: str = ""
    constants: tuple[str, ...] = ()


def wanted_heading(column: Column) -> str:
    """Return the heading a column has in its file, white space folded."""
    return " ".join((column.name if column.heading is None else column.heading).split())


def parts(path: Path, table: Table) -> Iterator[Part]:
    """Give the parts of a file in the format its contract declares; raise UnreadableError."""
    if path.stat().st_size == 0:
        raise UnreadableError("the file is empty", "Download the file again")
    in_workbook = table.is_register and WORKBOOK.fullmatch(path.name)
    kind = "sheet" if in_workbook else table.format
    return {"csv": _csv_parts, "sheet": _sheet_parts, "json": _json_parts}[kind](path, table)


def _csv_parts(path: Path, table: Table) -> Iterator[Part]:
    with path.open(encoding=_encoding(path, table.encodings), newline="") as file:
        reader = csv.reader(file, delimiter=table.delimiter, strict=True)

        def records() -> Iterator[tuple[int, list[str]]]:
            number, line = 0, 1
            try:
                for record in reader:
                    number += 1
                    if number == table.header_row or number >= table.start:
                        yield line, record
                    line = reader.line_num + 1
            except csv.Error as error:
                raise UnreadableError(
                    f"cannot be read as CSV ({error})",
                    "Look for a quotation mark that is never closed, or stands inside a value",
                    line=line,
                ) from None

        rows = records()
        yield Part(next(rows, _no_headings(table))[1], rows)


def _no_headings(table: Table) -> tuple[int, list[str]]:
    return table.header_row, []


def _encoding(path: Path, declared: list[str]) -> str:
    """Give the first declared encoding that reads the whole file; a byte order mark wins."""
    with path.open("rb") as file:
        start = file.read(4)
    marks = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16",
             codecs.BOM_UTF16_BE: "utf-16"}  # fmt: skip
    marked = [name for mark, name in marks.items() if start.startswith(mark)]
    failed = []
    for name in marked or declared:
        decoder, line = codecs.getincrementaldecoder(name)(), 1
        try:
            with path.open("rb") as file:
                while block := file.read(2**20):
                    text = decoder.decode(block)
                    if "\0" in text:
                        line += text[: text.index("\0")].count("\n")
                        failed.append(
                            (line, "\0", "holds a null character, as UTF-16 read wrongly")
                        )
                        break
                    line += text.count("\n")
                else:
                    decoder.decode(b"", final=True)
                    return name
        except UnicodeDecodeError as error:
            line += error.object[: error.start].count(b"\n")
            byte = error.object[error.start : error.end].hex(" ")
            failed.append((line, f"byte {byte}", f"cannot be read as {name}"))
    line, value, rule = failed[0]
    raise UnreadableError(
        rule, f"Declare the encoding of the file: {' and '.join(marked or declared)} failed",
        line=line, value=value,
    )  # fmt: skip


def registers_in(path: Path, registers: list[Table], problems: Problems) -> list[Table]:
    """Give those of `registers` whose sheets in a workbook hold a row below the headings.

    A sheet that is neither a register nor one of `OWN_SHEETS`, and not empty, is a problem.
    """
    found = []
    try:
        with _opened(path) as book:
            for name in book.sheet_names:
                sheet = book.get_sheet_by_name(name)
                table = next((each for each in registers if each.is_sheet(name)), None)
                last = sheet.end[0] + 1 if sheet.end else 0
                if table and last > table.header_row:
                    found.append(table)
                if table or name in OWN_SHEETS or not last:
                    continue
                headings = map(_text, next(sheet.iter_rows(), []))
                rule, mend = "is a sheet of no register", (
                    f"Call it by one of {', '.join(each.source for each in registers)}, "
                    "or remove it")  # fmt: skip
                if any(map(is_personal, headings)):
                    rule, mend = ABOUT_CHILDREN
                problems.add(Problem(rule, mend, sheet=name))
    except UnreadableError as error:
        problems.add(error.problem)
    else:
        if not found and not problems.total:
            problems.add(Problem(*EMPTY_FORM))
    return found


def _sheet_parts(path: Path, table: Table) -> Iterator[Part]:
    with _opened(path) as book:
        names = book.sheet_names
        for declared in table.sheet or [Sheet(name=".*")]:
            matching = [name for name in names if re.fullmatch(declared.name, name)]
            if table.is_register:
                matching = [name for name in names if table.is_sheet(name)]
            elif not matching or (not table.sheet and len(names) > 1):
                raise UnreadableError(
                    f"no one sheet is {declared.name!r}: there are {', '.join(map(repr, names))}",
                    "Mend the name of [[table.sheet]] in the contract",
                )
            for name in matching:
                rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
                text = ((n, [_text(cell) for cell in row]) for n, row in enumerate(rows, 1))
                wanted = ((n, r) for n, r in text if n == table.header_row or n >= table.start)
                headings = next(wanted, _no_headings(table))[1]
                constants = tuple(declared.constants[key] for key in table.sheet[0].constants
                                  ) if table.sheet else ()  # fmt: skip
                named = table.sheet or table.is_register
                yield Part(headings, wanted, name if named else "", constants)


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[CalamineWorkbook]:
    stat = path.stat()
    _look_into(path, stat.st_mtime_ns, stat.st_size)
    try:
        book = CalamineWorkbook.from_path(path)
        yield book
        book.close()
    except UnreadableError:
        raise
    except BaseException as error:
        # The reader is a Rust library: it fails by errors of its own, and may panic.
        if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit):
            raise
        raise UnreadableError(
            f"cannot be read as a workbook ({error})", "Open it and save it again as xlsx or ods"
        ) from None


@lru_cache(maxsize=4)  # a workbook of many registers is opened for each of them
def _look_into(path: Path, _modified: int, _size: int) -> None:
    """Refuse what is no workbook, is encrypted, or would fill the memory, before it is unpacked."""
    try:
        with zipfile.ZipFile(path) as packed:
            entries = packed.infolist()
            size = sum(entry.file_size for entry in entries)
            ratio = size / max(1, sum(entry.compress_size for entry in entries))
            if size > LARGEST_WORKBOOK or (size > 2**26 and ratio > LARGEST_RATIO):
                raise UnreadableError(
                    f"unpacks to {size:,} bytes, {ratio:.0f} times its size",
                    "Keep only the sheets the contract names",
                )
            if any(entry.flag_bits & 1 for entry in entries):
                raise UnreadableError("is encrypted", "Save it without a password")
            for entry in entries:
                if re.fullmatch(r"xl/worksheets/[^/]*\.xml", entry.filename):
                    _look_into_sheet(packed, entry, bool(WORKBOOK.fullmatch(path.name)))
    except (zipfile.BadZipFile, NotImplementedError, OSError):
        with path.open("rb") as file:
            old = file.read(4) == b"\xd0\xcf\x11\xe0"
        raise UnreadableError(
            "is encrypted, or of the old xls format" if old else "is no xlsx or ods workbook",
            "Save it as xlsx or ods, without a password",
        ) from None


# A cell whose formula failed, and one that no program has worked out yet: both would be read as
# blank, as if nothing had been known.
UNKNOWN_CELL = re.compile(
    rb"""<c r="([A-Z]+\d+)"(?:[^>]*\st="e"[^>]*>|(?![^>]*\st="str")[^>]*>"""
    rb"""<f[^>]*(?:/>|>[^<]*</f>)(?:<v></v>|<v ?/>)?</c>)"""
)


def _look_into_sheet(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, by_hand: bool) -> None:
    # One cell far out makes the reader ask for every cell before it.
    across = down = read = 0
    left = b""
    with packed.open(entry) as file:
        while block := file.read(2**20):
            read += len(block)
            for letters, number in re.findall(
                rb"""\sr=["']([A-Z]{1,3})(\d{1,7})["']""", left + block
            ):
                down, place = max(down, int(number)), 0
                for letter in letters:
                    place = place * 26 + letter - 64
                across = max(across, place)
            unknown = by_hand and UNKNOWN_CELL.search(left + block)
            if unknown:
                raise UnreadableError(
                    f"holds a formula without a result in cell {unknown[1].decode()} of "
                    f"{entry.filename}",
                    "Write the figure itself, or open the workbook, mend the formula and save it",
                )
            left = block[-1024:]
            if across * down > LARGEST_SHEET or read > LARGEST_WORKBOOK:
                raise UnreadableError(
                    f"{entry.filename} reaches over {across:,} columns and {down:,} rows",
                    "Clear the cells far out of the table, and save it again",
                )


def _json_parts(path: Path, table: Table) -> Iterator[Part]:
    if path.stat().st_size > LARGEST_JSON:
        raise UnreadableError(f"is larger than {LARGEST_JSON:,} bytes", "Send a smaller file")
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        raise UnreadableError(
            f"cannot be read as JSON ({error})", "Download the file again", line=line
        ) from None
    for step in filter(None, table.rows.split(".")):
        found = found.get(step) if isinstance(found, dict) else None
    if isinstance(found, dict):
        found = [
            {"@key": key, **value} if isinstance(value, dict) else value
            for key, value in found.items()
        ]
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise UnreadableError(
            f"there is no list of records at {table.rows!r}", "Mend `rows` in the contract"
        )
    # Headings are dotted paths; what is declared as a whole is not taken apart.
    whole = {wanted_heading(column) for column in table.columns} | set(table.ignore)
    records = [dict(_flat(one, whole)) for one in found]
    headings = list(dict.fromkeys(heading for record in records for heading in record))
    rows = (
        (number, [record.get(heading, "") for heading in headings])
        for number, record in enumerate(records, 1)
    )
    yield Part(headings, rows)


def _flat(record: dict, whole: set[str], before: str = "") -> Iterator[tuple[str, str]]:
    for key, value in record.items():
        heading = before + key
        if isinstance(value, dict) and heading not in whole:
            yield from _flat(value, whole, heading + ".")
        else:
            yield heading, _text(value)


def _text(cell: object) -> str:
    """Write a cell of a sheet or of JSON as text, without loss; a time at midnight is a date."""
    match cell:
        case str():
            return cell
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case datetime() | date() | time():
            return cell.isoformat()
        case dict() | list():
            return json.dumps(cell, separators=(",", ":"), ensure_ascii=False)
    return str(cell)
