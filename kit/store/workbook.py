"""Workbooks read as text, sheet by sheet. What is no data is told before it is unpacked."""

import contextlib
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path

from python_calamine import CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from kit.store import cells
from kit.store.problems import (
    ABOUT_CHILDREN,
    EMPTY_FORM,
    Problem,
    Problems,
    UnreadableError,
    is_personal,
)
from kit.store.schema import Table

LARGEST_WORKBOOK = 2**30  # bytes, unpacked
LARGEST_RATIO = 250  # of unpacked to packed bytes, where a workbook is larger than 64 MiB
LARGEST_SHEET = 20_000_000  # cells between the first and the last used one
OWN_SHEETS = ("Guide", "Lists")  # of a workbook of registers: they hold no data
_MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"


def rows(path: Path, book: CalamineWorkbook, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row of a sheet as text, with its number; an error stands as it is shown."""
    known = cells.facts(path, path.stat().st_mtime_ns).get(name, cells.Facts())
    unread: dict[int, dict[int, str]] = {}
    for (row, column), value in known.unread.items():
        unread.setdefault(row, {})[column - 1] = value
    if 0 in unread:
        raise UnreadableError(
            f"holds {len(unread[0]):,} cells with an error or a formula without a result",
            "Open it in a spreadsheet program, correct these cells and save it again",
            sheet=name,
        )
    found = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    for number, row_found in enumerate(found, 1):
        texts = [text_of(cell) for cell in row_found]
        for place, value in unread.get(number, {}).items():
            if place < len(texts):
                texts[place] = value
        yield number, texts


def hidden(path: Path, book: CalamineWorkbook, name: str) -> str:
    """Say what is hidden in a sheet that was read all the same; nothing where nothing is."""
    visible = {one.name: one.visible for one in book.sheets_metadata}
    known = cells.facts(path, path.stat().st_mtime_ns).get(name, cells.Facts())
    said = [known.hidden] if known.hidden else []
    if visible.get(name, SheetVisibleEnum.Visible) != SheetVisibleEnum.Visible:
        said.insert(0, "the whole sheet is hidden")
    return f"sheet {name}: {'; '.join(said)}, read like all others" if said else ""


def registers_in(path: Path, registers: list[Table], problems: Problems) -> list[Table]:
    """Give those of `registers` whose sheets in a workbook hold a row below the headings.

    A sheet that is neither a register nor one of `OWN_SHEETS`, and not empty, is a problem.
    """
    found = []
    try:
        with open_safely(path) as book:
            for name in book.sheet_names:
                sheet = book.get_sheet_by_name(name)
                table = next((each for each in registers if each.is_sheet(name)), None)
                last = sheet.end[0] + 1 if sheet.end else 0
                if table and last > table.header_row:
                    found.append(table)
                if table or name in OWN_SHEETS or not last:
                    continue
                problems.add(_no_register(name, sheet, registers))
    except UnreadableError as error:
        problems.add(error.problem)
    else:
        if not found and not problems.total:
            problems.add(Problem(*EMPTY_FORM))
    return found


def _no_register(name: str, sheet: CalamineSheet, registers: list[Table]) -> Problem:
    headings = map(text_of, next(sheet.iter_rows(), []))
    rule, remedy = (
        "is not a sheet of any register",
        (f"Name it after one of {', '.join(each.source for each in registers)}, or remove it"),
    )
    if any(map(is_personal, headings)):
        rule, remedy = ABOUT_CHILDREN
    return Problem(rule, remedy, sheet=name)


@contextlib.contextmanager
def open_safely(path: Path) -> Iterator[CalamineWorkbook]:
    """Open a workbook that is safe to unpack. Raises UnreadableError."""
    stat = path.stat()
    _look_into(path, stat.st_mtime_ns, stat.st_size)
    try:
        book = _book(path)
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


def _book(path: Path) -> CalamineWorkbook:
    """Open a workbook; one that lacks the entry that says what it is gets it first."""
    with zipfile.ZipFile(path) as packed:
        names = packed.namelist()
        if "content.xml" not in names or "mimetype" in names:
            return CalamineWorkbook.from_path(path)
        whole = io.BytesIO()
        with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as target:
            target.writestr(zipfile.ZipInfo("mimetype"), _MIMETYPE)
            for name in names:
                target.writestr(name, packed.read(name))
    whole.seek(0)
    return CalamineWorkbook.from_filelike(whole)


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
                    "Keep only the sheets that are needed",
                )
            if any(entry.flag_bits & 1 for entry in entries):
                raise UnreadableError("is encrypted", "Save it without a password")
            for entry in entries:
                if re.fullmatch(r"xl/worksheets/[^/]*\.xml", entry.filename):
                    _look_into_sheet(packed, entry)
    except (zipfile.BadZipFile, NotImplementedError, OSError):
        with path.open("rb") as file:
            start = file.read(4)
        told = "is encrypted, or of the old xls format" if start == b"\xd0\xcf\x11\xe0" else (
            "is not an xlsx or ods workbook, although its name says so")  # fmt: skip
        raise UnreadableError(told, "Save it as xlsx or ods, without a password") from None


def _look_into_sheet(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
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
            left = block[-1024:]
            if across * down > LARGEST_SHEET or read > LARGEST_WORKBOOK:
                raise UnreadableError(
                    f"{entry.filename} reaches over {across:,} columns and {down:,} rows",
                    "Clear the cells far out of the table, and save it again",
                )


def text_of(cell: object) -> str:
    """Write a cell as text, without loss; a time at midnight is a date."""
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
    return str(cell)
