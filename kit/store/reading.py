"""A file becomes a table of text, each row with the line it stood on. Nothing is guessed.

The contract says format, encoding, delimiter and headings; what does not fit is gathered as
problems, so that all of them are told at once. Values lose the white space around them, no more.
"""

import difflib
from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb
import pyarrow as pa

from kit.store.contract import Table, literal, quoted
from kit.store.formats import Part, parts, wanted_heading
from kit.store.problems import ABOUT_CHILDREN, Problem, Problems, UnreadableError, is_personal

BATCH = 10_000  # rows


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
                for part in parts(path, table):
                    part.constants += folder
                    _fill_from_part(database, table, part, problems)
        except UnreadableError as error:
            problems.add(error.problem)


def _fill_from_part(database, table: Table, part: Part, problems: Problems) -> None:
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
        cells = [
            pa.array(["" if place is None else row[place] for row in rows], pa.string())
            for place in places
        ]
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
        places = _places(table, Part(headings, iter(())), problems)
        if places is None:
            return
        cells = ", ".join(
            "''"
            if place is None
            else _trimmed(f"coalesce(cast({quoted(headings[place])} as varchar), '')")
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


def _places(table: Table, part: Part, problems: Problems) -> list[int | None] | None:
    """Find at which place each column stands; None, with the problems told, where one does not.

    An optional column that is not there has the place None.
    """
    found = [" ".join(heading.split()) for heading in part.headings]
    line = None if table.format in ("parquet", "json") else table.header_row
    before = problems.total
    if not any(found):
        problems.add(Problem("there is no row of headings", "Look for the whole file, or mend "
                             "`header_row` in the contract", part.sheet, line))  # fmt: skip
        return None

    def wrong(rule: str, mend: str, column: str = "", value: str | None = None) -> None:
        problems.add(Problem(rule, mend, part.sheet, line, column, value))

    by_hand = table.is_register  # its keeper can mend the file, and not the contract
    if len(found) == 1 and len(table.columns) > 1:
        used = next((mark for mark in ",;\t|" if mark in part.headings[0]), None)
        if used and table.format == "csv":
            wrong(
                f"all the headings stand in one cell: the delimiter is declared as "
                f"{table.delimiter!r}, and the file seems to use {used!r}",
                "Save the file with the declared delimiter"
                + ("" if by_hand else ", or mend `delimiter` in the contract"),
                value=found[0],
            )
            return None
    wanted = {column.name: wanted_heading(column) for column in table.columns}
    alike: set[str] = set()  # told already, beside the column they look like
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
        elif heading not in found and column.optional:
            place = None
        elif heading not in found:
            near = difflib.get_close_matches(heading, spare, 1, 0.5)
            mend = f"The headings are {', '.join(map(repr, found[:40]))}"
            if near:
                mend = f"{near[0]!r} looks like it: " + (
                    f"write {heading!r}" if by_hand else
                    "if renamed, mend `heading` in the contract")  # fmt: skip
                alike.add(near[0])
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
        if is_personal(part.headings[place]):
            wrong(*ABOUT_CHILDREN, heading)
        elif by_hand and heading not in alike:
            wrong("is no column of this register", "Remove it", heading)
        elif not by_hand and not table.ignore_others:
            wrong("is a column that the contract does not know",
                  "Declare it, or list it in `ignore` in the contract", heading)  # fmt: skip
    return places if problems.total == before else None
