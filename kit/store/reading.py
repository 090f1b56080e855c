"""A file becomes a table of text, each row with the line it stood on. Nothing is guessed.

The contract says format, encoding, delimiter and headings; what does not fit is gathered as
problems, so that all of them are told at once. Values lose the white space around them, no more.
"""

import codecs
import contextlib
import csv
import difflib
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path

import duckdb
import pyarrow as pa
from python_calamine import CalamineWorkbook

from kit.store.contract import WORKBOOK, Column, Sheet, Table, literal, quoted

SHOWN = 50  # problems of one file shown in full; all are counted
SHOWN_OF_A_KIND = 10  # that break the same rule in the same column
BATCH = 10_000  # rows
LARGEST_WORKBOOK = 2**30  # bytes, unpacked
LARGEST_RATIO = 250  # of unpacked to packed bytes, where a workbook is larger than 64 MiB
LARGEST_SHEET = 20_000_000  # cells between the first and the last used one
LARGEST_JSON = 200 * 2**20  # bytes
OWN_SHEETS = ("Guide", "Lists")  # of a workbook of registers: they hold no data
ABOUT_CHILDREN = (
    "looks like a detail of single children, which this product never takes in",
    "Send counts by area or institution instead, or remove it",
)
csv.field_size_limit(16 * 2**20)

# Headings that only files about single children have.
_CHILD = r"(pupil|child|children|student|learner|candidate)"
PERSONAL = re.compile(
    rf"\b(upn\d?|ulns?|uci|dob|d o b|unique (pupil|learner|candidate) (number|identifier)|"
    rf"(date|year|month|place) of birth|birth ?(date|day)|born( on)?|"
    rf"(legal |preferred |former )?(forenames?|surnames?)|"
    rf"(first|given|last|family|middle|christian) ?names?|nhs (number|no|id)|"
    rf"home (address|postcode)|{_CHILD}( ?s)? ?(full |legal |preferred )?(names?|initials|id|"
    rf"identifier|number|no|ref(erence)?)|"
    rf"(name|initials|id|identifier) of (the |each )?{_CHILD}s?)\b"
)
# A unique pupil number: a letter and twelve figures, the last a letter where it is temporary.
PUPIL_NUMBER = r"(?i)\b[A-Z]\d{11}[0-9A-Z]\b"
BIRTH = (r"(?i)\b(dob|d\.o\.b\.?|date of birth|birthday|born)\b[ :]*(on |is )?"
         r"(\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2}(st|nd|rd|th)? [a-z]+ \d{4})")


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a file: where, what stands there, the rule it breaks, how to mend."""

    rule: str
    mend: str
    sheet: str = ""
    line: int | None = None
    column: str = ""
    value: str | None = None

    def __str__(self) -> str:
        places = (
            ("sheet ", self.sheet), ("line ", self.line), ("column ", self.column),
        )  # fmt: skip
        where = ", ".join(f"{word}{place}" for word, place in places if place)
        value = "" if self.value is None else f" {self.value[:80]!r}"
        return f"{where}{':' if where else ''}{value} {self.rule}. {self.mend}.".strip()


@dataclass
class Problems:
    """All problems of a file: the first ones in full, the others counted."""

    shown: list[Problem] = field(default_factory=list)
    total: int = 0

    def add(self, problem: Problem, count: int = 1) -> None:
        """Note `problem`, standing for `count` of its kind."""
        self.total += count
        if re.search(f"{PUPIL_NUMBER}|{BIRTH.removeprefix('(?i)')}", problem.value or ""):
            # A personal detail is not repeated, not even in a refusal.
            problem = replace(problem, value="(not shown)")
        if len(self.shown) < SHOWN:
            self.shown.append(problem)


class UnreadableError(Exception):
    """The file cannot be read on; the exception holds the `problem`."""

    def __init__(self, rule: str, mend: str, **where: object):
        super().__init__(rule)
        self.problem = Problem(rule, mend, **where)


@dataclass
class _Part:
    """One sheet of a file (a CSV has one): its headings, and its rows with their lines."""

    headings: list[str]
    rows: Iterator[tuple[int, list[str]]]
    sheet: str = ""
    constants: tuple[str, ...] = ()


def fill(
    database: duckdb.DuckDBPyConnection,
    table: Table,
    files: list[tuple[Path, tuple[str, ...]]],
    problems: Problems,
) -> None:
    """Make the table `raw` of the rows of `files` (each with its folder's name, if that counts).

    Its columns are source_line, source_sheet, the constants and the contract's columns, all of
    these text; a blank is the empty text. What is wrong with the files goes to `problems`.
    """
    names = ["source_sheet", *table.constants, *(column.name for column in table.columns)]
    columns = ", ".join(f"{quoted(name)} varchar" for name in names)
    database.execute(f"create table raw (source_line bigint, {columns})")
    for path, folder in files:
        try:
            if table.format == "parquet":
                _fill_from_parquet(database, table, path, folder, problems)
            else:
                for part in _parts(path, table):
                    part.constants += folder
                    _fill_from_part(database, table, part, problems)
        except UnreadableError as error:
            problems.add(error.problem)


def _fill_from_part(database, table: Table, part: _Part, problems: Problems) -> None:
    places = _places(table, part, problems)
    if places is None:
        return
    width = len(part.headings)
    # A column without a heading may stand at the edge of a sheet, as long as it is empty.
    unnamed = [n for n, head in enumerate(part.headings) if not head and n not in places]
    if table.ignore_others or "" in table.ignore:
        unnamed = []
    for batch in _batches(part.rows):
        whole = []
        for line, row in batch:
            if len(row) != width and row:
                problems.add(Problem(
                    f"the row has {len(row)} cells where the headings have {width}",
                    "Look for a delimiter or a quotation mark inside a value of this row",
                    part.sheet, line, value=table.delimiter.join(row),
                ))  # fmt: skip
                continue
            row = row or [""] * width
            for place in unnamed:
                if row[place].strip():
                    problems.add(Problem(
                        "stands in a column that has no heading",
                        "Declare the column by its position, or empty it",
                        part.sheet, line, str(place + 1), row[place],
                    ))  # fmt: skip
            whole.append((line, row))
        if not whole:
            continue
        lines, rows = zip(*whole, strict=True)
        cells = [pa.array([row[place] for row in rows], pa.string()) for place in places]
        incoming = pa.table([pa.array(lines, pa.int64()), *cells],
                            [str(n) for n in range(len(cells) + 1)])  # fmt: skip
        database.register("incoming", incoming)
        fixed = ", ".join(literal(value) for value in (part.sheet, *part.constants))
        trimmed = ", ".join(_trimmed(quoted(str(n + 1))) for n in range(len(cells)))
        database.execute(f'insert into raw select "0", {fixed}, {trimmed} from incoming')
        database.unregister("incoming")


def _fill_from_parquet(database, table: Table, path: Path, folder, problems: Problems) -> None:
    source = f"read_parquet({literal(path)}, file_row_number = true)"
    try:
        described = database.execute(f"describe select * from {source}").fetchall()
        headings = [name for name, *_ in described if name != "file_row_number"]
        places = _places(table, _Part(headings, iter(())), problems)
        if places is None:
            return
        cells = ", ".join(
            _trimmed(f"coalesce(cast({quoted(headings[place])} as varchar), '')")
            for place in places
        )
        fixed = ", ".join(literal(value) for value in ("", *folder))
        database.execute(
            f"insert into raw select file_row_number + 1, {fixed}, {cells} from {source}"
        )
    except duckdb.Error as error:
        raise UnreadableError(
            f"cannot be read as Parquet ({str(error).splitlines()[0]})", "Download the file again"
        ) from None


def _trimmed(text: str) -> str:
    return f"trim({text}, ' \t\r\n\u00a0\ufeff')"


def _batches(rows: Iterable) -> Iterator[list]:
    batch = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    yield batch


def _places(table: Table, part: _Part, problems: Problems) -> list[int] | None:
    """Find at which place each column stands; None, with the problems told, where one does not."""
    found = [" ".join(heading.split()) for heading in part.headings]
    line = None if table.format in ("parquet", "json") else table.header_row
    before = problems.total
    if not any(found):
        problems.add(Problem("there is no row of headings", "Look for the whole file, or mend "
                             "`header_row` in the contract", part.sheet, line))  # fmt: skip
        return None

    def wrong(rule: str, mend: str, column: str = "", value: str | None = None) -> None:
        problems.add(Problem(rule, mend, part.sheet, line, column, value))

    if len(found) == 1 and len(table.columns) > 1:
        used = next((mark for mark in ",;\t|" if mark in found[0]), None)
        if used and table.format == "csv":
            wrong(
                f"all the headings stand in one cell: the delimiter is declared as "
                f"{table.delimiter!r}, and the file seems to use {used!r}",
                "Save the file with the declared delimiter, or mend `delimiter` in the contract",
                value=found[0],
            )
            return None
    wanted = {column.name: _wanted(column) for column in table.columns}
    places, spare = [], [head for head in found if head and head not in wanted.values()]
    for column in table.columns:
        heading, place = wanted[column.name], (column.position or 0) - 1
        if column.position:
            if place >= len(found):
                wrong(f"is declared at position {column.position}, and there are {len(found)}",
                      "Mend `position` in the contract", column.name)  # fmt: skip
            elif column.heading is not None and found[place] != heading:
                wrong(f"stands at position {column.position}, where {heading!r} is declared",
                      "Mend the file, or `heading` in the contract", column.name,
                      found[place])  # fmt: skip
        elif heading not in found:
            near = difflib.get_close_matches(heading, spare, 1, 0.5)
            mend = f"The headings are {', '.join(map(repr, found[:40]))}"
            if near:
                mend = f"{near[0]!r} looks like it: if renamed, mend `heading` in the contract"
            wrong(f"is missing: no heading reads {heading!r}", mend, column.name)
        elif found.count(heading) > 1:
            wrong(f"the heading {heading!r} stands {found.count(heading)} times",
                  "Say which is meant by `position` in the contract", column.name)  # fmt: skip
        else:
            place = found.index(heading)
        places.append(place)
    ignored = {" ".join(heading.split()) for heading in table.ignore}
    for place, heading in enumerate(found):
        if place in places or not heading or heading in ignored:
            continue
        if _is_personal(part.headings[place]):
            wrong(*ABOUT_CHILDREN, heading)
        elif not table.ignore_others:
            wrong("is a column that the contract does not know",
                  "Declare it, or list it in `ignore` in the contract", heading)  # fmt: skip
    return places if problems.total == before else None


def _wanted(column: Column) -> str:
    return " ".join((column.name if column.heading is None else column.heading).split())


def _is_personal(heading: str) -> bool:
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)
    return bool(PERSONAL.search(re.sub(r"[\W_]+", " ", spaced).lower()))


def _parts(path: Path, table: Table) -> Iterator[_Part]:
    if path.stat().st_size == 0:
        raise UnreadableError("the file is empty", "Download the file again")
    in_workbook = table.is_register and WORKBOOK.fullmatch(path.name)
    kind = "sheet" if in_workbook else table.format
    return {"csv": _csv_parts, "sheet": _sheet_parts, "json": _json_parts}[kind](path, table)


def _csv_parts(path: Path, table: Table) -> Iterator[_Part]:
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
        yield _Part(next(rows, _no_headings(table))[1], rows)


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
                if any(map(_is_personal, headings)):
                    rule, mend = ABOUT_CHILDREN
                problems.add(Problem(rule, mend, sheet=name))
    except UnreadableError as error:
        problems.add(error.problem)
    else:
        if not found and not problems.total:
            problems.add(Problem("no sheet of a register holds a row below its headings",
                                 "Fill in at least one; an empty sheet changes nothing"))
    return found


def _sheet_parts(path: Path, table: Table) -> Iterator[_Part]:
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
                yield _Part(headings, wanted, name if named else "", constants)


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
                    _look_into_sheet(packed, entry)
    except (zipfile.BadZipFile, NotImplementedError, OSError):
        with path.open("rb") as file:
            old = file.read(4) == b"\xd0\xcf\x11\xe0"
        raise UnreadableError(
            "is encrypted, or of the old xls format" if old else "is no xlsx or ods workbook",
            "Save it as xlsx or ods, without a password",
        ) from None


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
            left = block[-32:]
            if across * down > LARGEST_SHEET or read > LARGEST_WORKBOOK:
                raise UnreadableError(
                    f"{entry.filename} reaches over {across:,} columns and {down:,} rows",
                    "Clear the cells far out of the table, and save it again",
                )


def _json_parts(path: Path, table: Table) -> Iterator[_Part]:
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
    whole = {_wanted(column) for column in table.columns} | set(table.ignore)
    records = [dict(_flat(one, whole)) for one in found]
    headings = list(dict.fromkeys(heading for record in records for heading in record))
    rows = (
        (number, [record.get(heading, "") for heading in headings])
        for number, record in enumerate(records, 1)
    )
    yield _Part(headings, rows)


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
