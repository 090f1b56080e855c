"""A file becomes a table of text, each row with the line it was on. Nothing is guessed.

The contract says format, encoding, delimiter and headings; what does not fit is gathered as
problems, so that all of them are told at once. Values lose the white space around them, no more.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv
from pyarrow import parquet

from kit.store import csv_file, formats, headings
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
_BLANKS = " \t\r\n\u00a0\ufeff"  # around a value
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
    fixed = ", ".join(literal(value) for value in (part.sheet, *part.constants))
    for lines, cells in _cells(table, part, places, problems):
        texts = [quoted(str(n + 1)) for n in range(len(cells))]
        if table.is_register and not all(map(_is_ascii, cells)):
            texts = [_trimmed(_visible(text)) for text in texts]
        else:
            cells = [pc.utf8_trim(cell, _BLANKS) for cell in cells]
        incoming = pa.table([lines, *cells], [str(n) for n in range(len(cells) + 1)])
        database.register("incoming", incoming)
        database.execute(f'insert into raw select "0", {fixed}, {", ".join(texts)} from incoming')
        database.unregister("incoming")


_Cells = tuple[pa.Array, list[pa.Array]]  # the lines of rows, and their cells column by column


def _cells(table: Table, part: Part, places: list, problems: Problems) -> Iterator[_Cells]:
    """Yield the rows of a part in batches: a CSV file in blocks at once, as far as it is plain."""
    rows = iter(part.rows)
    if part.path is not None:
        yield from _row_by_row(table, part, islice(rows, headings.LOOKED_THROUGH), places, problems)
        follows = next(rows, None)
        blocks = csv_file.blocks(part.path, table, follows[0]) if follows else ()
        for line, text, records in blocks:
            cells = _at_once(table, part, text, places)
            if cells is None:
                yield from _row_by_row(table, part, records, places, problems)
            else:
                yield pa.array(range(line, line + len(cells[0])), pa.int64()), cells
        return
    yield from _row_by_row(table, part, rows, places, problems)


def _row_by_row(table: Table, part: Part, rows, places: list, problems) -> Iterator[_Cells]:
    for batch in _batches(rows):
        whole = _whole_rows(table, part, batch, places, problems)
        if whole:
            lines, found = zip(*whole, strict=True)
            yield (
                pa.array(lines, pa.int64()),
                [
                    pa.array(["" if place is None else row[place] for row in found], pa.string())
                    for place in places
                ],
            )


def _at_once(table: Table, part: Part, text: str, places: list) -> list[pa.Array] | None:
    """Return the cells of plain text column by column; None where a row has to be looked at."""
    if not text or (table.is_register and _needs_a_look(part, text)):
        return None
    names = [str(place) for place in range(len(part.headings))]
    unnamed = [str(place) for place in _unnamed(table, part, places)]
    wanted = list(dict.fromkeys(str(place) for place in places if place is not None))
    try:
        found = arrow_csv.read_csv(
            pa.BufferReader(text.encode()),
            arrow_csv.ReadOptions(
                use_threads=False, block_size=4 * len(text) + 4, column_names=names
            ),
            arrow_csv.ParseOptions(delimiter=table.delimiter, ignore_empty_lines=False),
            arrow_csv.ConvertOptions(
                check_utf8=False,
                strings_can_be_null=False,
                column_types=dict.fromkeys(names, pa.string()),
                include_columns=wanted + unnamed,
            ),
        ).combine_chunks()
    except pa.ArrowInvalid:  # a row that is shorter or longer than the headings
        return None
    if any(pc.any(pc.not_equal(pc.utf8_trim_whitespace(found[n]), "")).as_py() for n in unnamed):
        return None
    blank = pa.array([""] * len(found), pa.string()) if None in places else None
    return [blank if n is None else found[str(n)].combine_chunks() for n in places]


def _needs_a_look(part: Part, text: str) -> bool:
    """Say whether text of a register may hold garbled text, or its headings again."""
    words = headings.normalise(part.headings[0]).split()
    again = r"(?im)^[\W_]*" + r"[\W_]+".join(map(re.escape, words)) + r"[\W_]*(,|$)"
    return bool((not text.isascii() and _GARBLED.search(text)) or re.search(again, text))


def _is_ascii(cells: pa.Array) -> bool:
    """Say whether there is nothing but plain characters, and no end of a line nobody types."""
    plain = pc.all(pc.string_is_ascii(cells)).as_py()
    return plain and not any(
        pc.any(pc.match_substring(cells, mark)).as_py() for mark in ("\x0b", "\x0c")
    )


def _unnamed(table: Table, part: Part, places: list[int | None]) -> list[int]:
    """Return the columns without a heading, which may be at the edge of a sheet if empty."""
    if table.ignore_others or "" in table.ignore:
        return []
    return [n for n, head in enumerate(part.headings) if not head and n not in places]


def _whole_rows(
    table: Table, part: Part, batch: list, places: list[int | None], problems: Problems
) -> list[tuple[int, list[str]]]:
    """Return the rows that have a cell for each heading; tell of the others."""
    width, whole = len(part.headings), []
    unnamed = _unnamed(table, part, places)
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
        names = parquet.read_schema(path).names
        matched = headings.match_columns(table, names, "", None, problems)
        if matched is None:
            return
        blanks = _with_blanks(path)
        cells = ", ".join(
            "''" if place is None else _of_parquet(names[place], names[place] in blanks)
            for place in matched[0]
        )
        fixed = ", ".join(literal(value) for value in ("", *folder))
        database.execute(
            f"insert into raw select file_row_number + 1, {fixed}, {cells} from {source}"
        )
    except (pa.ArrowException, duckdb.Error) as error:
        raise UnreadableError(
            f"cannot be read as Parquet ({str(error).splitlines()[0]})", "Download the file again"
        ) from None


def _with_blanks(path: Path) -> set[str]:
    """Return the columns with blanks around a value; of texts that repeat, each is looked at once.

    Those of other types than text may have them too, as bytes do; numbers have none.
    """
    with parquet.ParquetFile(path) as file:
        kinds = {one.name: one.type for one in file.schema_arrow}
    texts = [name for name, kind in kinds.items() if pa.types.is_string(kind)]
    found = {
        name
        for name, kind in kinds.items()
        if name not in texts and not (pa.types.is_floating(kind) or pa.types.is_integer(kind))
    }
    with parquet.ParquetFile(path, read_dictionary=texts) as file:
        for batch in file.iter_batches(100 * BATCH, columns=texts):
            for name in texts:
                values = batch.column(name).dictionary
                if pc.any(pc.not_equal(pc.utf8_trim(values, _BLANKS), values)).as_py():
                    found.add(name)
    return found


def _of_parquet(name: str, has_blanks: bool) -> str:
    text = f"coalesce(cast({quoted(name)} as varchar), '')"
    return _trimmed(text) if has_blanks else text


def _visible(text: str) -> str:
    """Return the SQL of a text without what cannot be seen; every kind of space is a space."""
    seen = f"regexp_replace({text}, '{_UNSEEN}', '', 'g')"
    return f"regexp_replace({seen}, '{_SPACES}', ' ', 'g')"


def _trimmed(text: str) -> str:
    return f"trim({text}, '{_BLANKS}')"


def _batches(rows: Iterable) -> Iterator[list]:
    batch = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    yield batch
