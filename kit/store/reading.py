"""A file becomes a table of text, each row with the line it was on. Nothing is guessed.

The contract says format, encoding, delimiter and headings; what does not fit is gathered as
problems, so that all of them are told at once. Values lose the white space around them, no more.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa

from kit.store import formats, headings
from kit.store.formats import Part
from kit.store.problems import (
    AMOUNT_CUT,
    GARBLED,
    HEADINGS_AGAIN,
    Problem,
    Problems,
    UnreadableError,
)
from kit.store.schema import Table, literal, quoted

BATCH = 10_000  # rows
# An amount such as 1,234 that was not put in quotation marks makes two cells, and the row longer.
_CUT_AMOUNT = re.compile(r"(?<![\w.])[£(−-]*\d{1,3}(,\d{3})+(?![\w-])")
# Text in UTF-8 that was read as if it were in a Windows code page.
# Or text of an older Mac that was read so: a capital or a mark inside a word in small letters.
_GARBLED = re.compile(
    "â€[™˜œ“”¦\x9d]|Ã[©¨¡³¼¶±§¢ª«®´º]|Â[£°·\u00a0]|\ufffd|[a-z][ŽŠŒŸ]|[A-Za-z][‡‰ˆ‹](?=[a-z])"
)
# Marks of direction and of no width; spaces of other widths, and ends of lines nobody types.
_UNSEEN = r"[\x{200b}\x{200e}\x{200f}\x{202a}-\x{202e}\x{02060}\x{02066}-\x{02069}\x{feff}\x{ad}]"
_SPACES = r"[\x{a0}\x{2000}-\x{200a}\x{02028}\x{02029}\x{202f}\x{205f}\x{3000}\x0b\x0c\x{85}]"


@dataclass
class Found:
    """What reading learned beside the rows: what to tell, and days files are complete as at."""

    notes: list[str] = field(default_factory=list)
    days: set[date] = field(default_factory=set)
    dropped: list[str] = field(default_factory=list)


def fill(
    database: duckdb.DuckDBPyConnection,
    table: Table,
    files: list[tuple[Path, tuple[str, ...]]],
    problems: Problems,
) -> Found:
    """Make the table `raw` of the rows of `files` (each with its folder's name, if that counts).

    Its columns are source_line, source_sheet, the constants and the contract's columns, all of
    these text; a blank is the empty text. What is wrong with the files goes to `problems`.
    """
    names = ["source_sheet", *table.constants, *(column.name for column in table.columns)]
    columns = ", ".join(f"{quoted(name)} varchar" for name in names)
    database.execute(f"create table raw (source_line bigint, {columns})")
    found = Found()
    for path, folder in files:
        match = table.file_pattern.fullmatch(path.name)
        folder = (*folder, *(match.group(name) if match else "" for name in table.named))
        try:
            if table.format == "parquet":
                _fill_from_parquet(database, table, path, folder, problems)
                continue
            for part in formats.parts(path, table):
                part.constants += folder
                _fill_from_part(database, table, part, problems, found)
                day = part.complete_as_at or formats.day_in_name(path)
                found.days |= {day} if day else set()
        except UnreadableError as error:
            problems.add(error.problem)
    if found.dropped:
        count = len(dict.fromkeys(found.dropped))
        found.notes.append(
            f"{count} column{'s' * (count != 1)} with details of people left out and not stored: "
            f"{', '.join(dict.fromkeys(found.dropped))}"
        )
    return found


def _fill_from_part(database, table: Table, part: Part, problems: Problems, found: Found) -> None:
    line = None if table.format == "json" else part.heading_line
    matched = headings.match_columns(table, part.headings, part.sheet, line, problems)
    if matched is None:
        return
    places, dropped = matched
    found.dropped += dropped
    found.notes += part.notes
    for batch in _batches(part.rows):
        whole = _whole_rows(table, part, batch, places, problems)
        if not whole:
            continue
        lines, rows = zip(*whole, strict=True)
        cells = [
            pa.array(["" if place is None else row[place] for row in rows], pa.string())
            for place in places
        ]
        incoming = pa.table([pa.array(lines, pa.int64()), *cells],
                            [str(n) for n in range(len(cells) + 1)])  # fmt: skip
        database.register("incoming", incoming)
        fixed = ", ".join(literal(value) for value in (part.sheet, *part.constants))
        texts = [quoted(str(n + 1)) for n in range(len(cells))]
        if table.is_register:
            texts = [_visible(text) for text in texts]
        trimmed = ", ".join(map(_trimmed, texts))
        database.execute(f'insert into raw select "0", {fixed}, {trimmed} from incoming')
        database.unregister("incoming")


def _whole_rows(
    table: Table, part: Part, batch: list, places: list[int | None], problems: Problems
) -> list[tuple[int, list[str]]]:
    """Return the rows that have a cell for each heading; tell of the others."""
    width, whole = len(part.headings), []
    # A column without a heading may be at the edge of a sheet, as long as it is empty.
    unnamed = [n for n, head in enumerate(part.headings) if not head and n not in places]
    if table.ignore_others or "" in table.ignore:
        unnamed = []
    again = [headings.normalise(heading) for heading in part.headings]
    for line, row in batch:
        if len(row) > width and not any(cell.strip() for cell in row[width:]):
            if cut := _CUT_AMOUNT.search(table.delimiter.join(row)):
                problems.add(Problem(*AMOUNT_CUT, part.sheet, line, value=cut[0]))
                continue
            row = row[:width]
        if table.short_rows and 0 < len(row) < width:
            row = row + [""] * (width - len(row))
        if len(row) != width and row:
            problems.add(Problem(
                f"the row has {len(row)} cells where the headings have {width}",
                "Look for a delimiter or a quotation mark inside a value of this row",
                part.sheet, line, value=table.delimiter.join(row),
            ))  # fmt: skip
            continue
        row = row or [""] * width
        if (
            table.is_register
            and any(again)
            and all(headings.normalise(cell) == head for cell, head in zip(row, again, strict=True))
        ):
            problems.add(Problem(*HEADINGS_AGAIN, part.sheet, line))
            continue
        # One search for the whole row: of 200,000 rows hardly one is garbled.
        if table.is_register and _GARBLED.search("\n".join(row)):
            for head, cell in zip(part.headings, row, strict=True):
                if _GARBLED.search(cell):
                    problems.add(Problem(*GARBLED, part.sheet, line, head, cell))
        for place in unnamed:
            if row[place].strip():
                problems.add(Problem(
                    "is in a column that has no heading",
                    "Give the column a heading, or empty it",
                    part.sheet, line, str(place + 1), row[place],
                ))  # fmt: skip
        whole.append((line, row))
    return whole


def _fill_from_parquet(database, table: Table, path: Path, folder, problems: Problems) -> None:
    source = f"read_parquet({literal(path)}, file_row_number = true)"
    try:
        described = database.execute(f"describe select * from {source}").fetchall()
        names = [name for name, *_ in described if name != "file_row_number"]
        matched = headings.match_columns(table, names, "", None, problems)
        if matched is None:
            return
        cells = ", ".join(
            "''"
            if place is None
            else _trimmed(f"coalesce(cast({quoted(names[place])} as varchar), '')")
            for place in matched[0]
        )
        fixed = ", ".join(literal(value) for value in ("", *folder))
        database.execute(
            f"insert into raw select file_row_number + 1, {fixed}, {cells} from {source}"
        )
    except duckdb.Error as error:
        raise UnreadableError(
            f"cannot be read as Parquet ({str(error).splitlines()[0]})", "Download the file again"
        ) from None


def _visible(text: str) -> str:
    """Return the SQL of a text without what cannot be seen; every kind of space is a space."""
    seen = f"regexp_replace({text}, '{_UNSEEN}', '', 'g')"
    return f"regexp_replace({seen}, '{_SPACES}', ' ', 'g')"


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
