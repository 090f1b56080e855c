"""What the release of a file is: as its name or content says, or as whoever imports it says.

No contract states a release: it would be said of every file that is imported by it. A file that
says none may be the first of its table; to replace another, its release is asked for.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path

import duckdb

from kit.store import csv_file, formats, workbook
from kit.store.headings import LOOKED_THROUGH
from kit.store.problems import Problem, UnreadableError
from kit.store.schema import Contract, Table, literal, quoted
from kit.store.vintages import NO_RELEASE, Receipt

OLDER = "Import it all the same by --older; `python -m kit undo` takes an import back"
NOT_STATED = (
    "the file does not say its release: it is listed as not stated. If you know it, import it with "
    "--release, for example --release 2026-04-30"
)
_SERIALS = range(30_000, 60_000)  # days as spreadsheet programs count them, 1982 to 2064
_MONTH = re.compile(r"([A-Za-z]{3,9})[-_ ](\d{4})")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T/ ].*)?")


def name_of(text: str) -> str:
    """Return a release in the form in which releases are compared: 2026-08-31, 2026-08, 2025-26."""
    text = formats.span(text.strip())
    if found := _DAY.fullmatch(text):
        return found[1]
    if re.fullmatch(r"(19|20)\d{6}", text):
        return f"{text[:4]}-{text[4:6]}-{text[6:]}"
    if re.fullmatch(r"\d{5}", text) and int(text) in _SERIALS:
        return (date(1899, 12, 30) + timedelta(int(text))).isoformat()
    if day := formats.day_of(text):
        return day.isoformat()
    if found := _MONTH.fullmatch(text):
        for form in ("%B %Y", "%b %Y"):
            try:
                return f"{datetime.strptime(f'{found[1]} {found[2]}', form):%Y-%m}"
            except ValueError:
                continue
    return re.sub(r"[^0-9A-Za-z._-]+", "-", text).strip("-_.")


def told(table: Table, file: str, said: str | None) -> str | None:
    """Return the release that the importer or the file's name says."""
    if said:
        return said
    match = table.file_pattern.fullmatch(file)
    named = match.groupdict().get("release") if match else None
    return name_of(named) if named else None


def in_file(database: duckdb.DuckDBPyConnection, table: Table, files: Iterable[Path]) -> str | None:
    """Return what the words or the rows of a file say its release is: the newest they name."""
    found: list[str] = []
    if table.release_text:
        found = [name_of(text) for path in files for text in _texts(path, table.release_text)]
    if not found and table.release_from:
        name = quoted(table.release_from)
        rows = database.execute(f"select distinct cast({name} as varchar) from typed").fetchall()
        found = [name_of(text) for (text,) in rows if text]
    return max((one for one in found if re.match(r"(19|20)\d\d", one)), default=None)


def _texts(path: Path, pattern: str) -> Iterator[str]:
    """Yield what a pattern finds near the top of a file, or of each sheet of a workbook."""
    for row in _first_rows(path):
        line = " ".join(cell for cell in row if cell.strip())
        yield from (found[1] for found in re.finditer(pattern, line, re.IGNORECASE))


def _first_rows(path: Path) -> Iterator[list[str]]:
    if not formats.is_workbook(path):
        shape = Table(source="", name="any", key=["any"], column=[{"name": "any"}])
        shape = shape.model_copy(update={"encoding": ["utf-8-sig", "cp1252"]})
        yield from (row for _, row in islice(csv_file.rows(path, shape), LOOKED_THROUGH))
        return
    with workbook.open_safely(path) as book:
        for name in book.sheet_names:
            try:
                found = list(islice(workbook.rows(path, book, name), LOOKED_THROUGH))
            except UnreadableError:  # of a sheet that is not read
                continue
            yield from (row for _, row in found)


def check_stated(current: Receipt | None, is_meant: bool) -> Problem | None:
    """Return the question for the release of a file that says none and would replace another."""
    if current is None or is_meant:
        return None
    in_use = "" if current.release == NO_RELEASE else f", release {current.release}"
    return Problem(
        f"does not say its release, and another file is in use ({current.file}{in_use})",
        "Say which release it is by --release, for example --release 2026-04-30; or replace the "
        "other all the same by --older",
    )


def check_order(current: Receipt, release: str) -> Problem | None:
    """Return what is wrong where a release is older than the one that serves."""
    if NO_RELEASE in (release, current.release) or release >= current.release:
        return None
    return _older(release, current.release, current.file)


def check_periods(
    database: duckdb.DuckDBPyConnection,
    table: Table,
    before: Path,
    current: Receipt,
    release: str,
) -> Problem | None:
    """Return what is wrong where a period stands already, of a newer release."""
    stored = f"read_parquet({literal(before / 'data.parquet')})"
    names = {name for name, *_ in database.execute(f"describe select * from {stored}").fetchall()}
    if not {"source_release", table.side_by_side} <= names:
        return check_order(current, release)
    assert table.side_by_side is not None
    period = quoted(table.side_by_side)
    newest = database.execute(
        f"select source_release, source_file from {stored} where {period} in "
        f"(select {period} from typed) order by source_release desc, source_file limit 1"
    ).fetchone()
    if newest is None or NO_RELEASE in (release, newest[0]) or release >= newest[0]:
        return None
    return _older(release, *newest)


def _older(release: str, serving: str, file: str) -> Problem:
    return Problem(f"is older ({release}) than what is in use ({serving}, {file})", OLDER)


def partners(contract: Contract, table: Table) -> list[Table]:
    """Return the tables of the source that must be of the same release as this one."""
    return [
        other
        for other in contract.tables
        if other.name != table.name
        and (other.release_with == table.name or table.release_with == other.name)
    ]


def check_set(table: Table, release: str, partner: Table, other: Receipt) -> Problem | None:
    """Return what is wrong where a table and its partner are of two releases."""
    if release == other.release or NO_RELEASE in (release, other.release):
        return None
    return Problem(
        f"is of release {release}, and {partner.title or partner.name} is in use of release "
        f"{other.release} ({other.file}): they belong together",
        "Import both files of one release together; or this one alone all the same by --older",
    )
