"""One table of one or more files is read, checked and typed, in a folder of its own."""

import contextlib
import hashlib
import re
import shutil
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb

from kit.store import releases, validate, vintages, write_parquet
from kit.store.paths import Collection
from kit.store.problems import EMPTY_FORM, Problem, Problems
from kit.store.reading import Found, fill
from kit.store.schema import Contract, Table
from kit.store.vintages import NO_RELEASE, Receipt, Refusal, Staged, current_vintages

MEMORY = "400MB"  # of the database that checks one file; what is larger goes to disk
NO_DAY = (
    "does not say the day it is complete as at",
    "Say it by --complete-as-at 2026-08-31, by a line above the headings (Complete as at, then "
    "the day), or in the file's name: what is counted up to that day would otherwise be unknown",
)


@dataclass
class Options:
    """What the person who imports says about the files."""

    release: str | None = None
    as_source: str | None = None
    complete_as_at: date | None = None
    older: bool = False  # an older release than the one that serves is meant
    today: date = field(default_factory=lambda: today())
    batch: str = field(default_factory=lambda: _now())
    base: duckdb.DuckDBPyConnection | None = None  # in which tables are made, opened when needed


def today() -> date:
    """Return the day of the machine."""
    return datetime.now().date()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def refusals_by_file(
    collection: Collection,
    contracts: dict[str, Contract],
    table: Table,
    files: list[tuple[Path, tuple[str, ...]]],
    refusal: Refusal,
    options: Options,
) -> list[Refusal]:
    """Give what was refused of several files file by file: a line alone does not say of which."""
    alone = [stage(collection, contracts, table, [one], None, "", options) for one in files]
    told = [
        one
        for one in alone
        if isinstance(one, Refusal) and not set(one.problems).isdisjoint(refusal.problems)
    ]
    return told or [refusal]


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def stage(
    collection: Collection,
    contracts: dict[str, Contract],
    table: Table,
    files: list[tuple[Path, tuple[str, ...]]],
    release: str | None,
    sha256: str,
    options: Options,
    before: Staged | None = None,
    partner: str | None = None,
) -> Staged | Refusal:
    """Read, check and type files into one table, written to a folder of its own.

    `release` is what the importer or the file's name says, `partner` the release of the table with
    which it travels; `before` is what will serve when this one arrives, where that is staged too.
    """
    started, problems = time.perf_counter(), Problems()
    folder = vintages.scratch_folder(collection) / uuid.uuid4().hex
    folder.mkdir(parents=True)
    current, serving = standing = _current(collection, table, before)
    receipt, day, said = None, None, []
    try:
        with _workspace(collection, options) as database:
            found = fill(database, table, files, problems)
            if not problems.total:
                day = _check_rows(database, table, contracts, found, options, problems)
            if not problems.total:
                release = release or _release_of(database, table, files, partner, day)
                said += _check_release(database, table, release, standing, options, problems)
            if not problems.total:
                name = files[0][0].name if len(files) == 1 else table.file
                release = release or NO_RELEASE
                written = write_parquet.write(database, table, folder, current, release, name)
                written["warnings"] = found.notes + written["warnings"] + said
                written["parts"] = {}
                if table.side_by_side:
                    written["parts"], name, release = _parts(folder, serving, name, sha256)
                receipt = Receipt(
                    source=table.source,
                    table=table.name,
                    title=table.title or contracts[table.source].title,
                    file=name,
                    release=release,
                    sha256=sha256,
                    contract_sha256=table.sha256,
                    imported_at=(now := _now()),
                    **written,
                    vintage=f"{release}@{re.sub(r'[-:+.]', '', now)[:21]}@{sha256[:8]}",
                    changes=write_parquet.compare(database, table, folder, current),
                    seconds=round(time.perf_counter() - started, 3),
                    batch=options.batch,
                    compared_with=serving.release if serving else "",
                    complete_as_at=day.isoformat() if day else None,
                )
    finally:
        if receipt is None:
            shutil.rmtree(folder, ignore_errors=True)
    if receipt is None:
        return Refusal(files[0][0], problems.shown, problems.total)
    return Staged(table, folder, receipt)


def _parts(
    folder: Path, serving: Receipt | None, name: str, sha256: str
) -> tuple[dict[str, str], str, str]:
    """Return the files that stand side by side with their hashes, their names, the last release."""
    known = (serving.parts if serving else {}) | {name: sha256}
    files, release = write_parquet.standing(folder)
    return {file: known[file] for file in files if file in known}, ", ".join(files), release


def _release_of(
    database: duckdb.DuckDBPyConnection,
    table: Table,
    files: list[tuple[Path, tuple[str, ...]]],
    partner: str | None,
    day: date | None,
) -> str | None:
    """Return the release a file says it is of, else its partner's, its day or what ships."""
    said = releases.in_file(database, table, [path for path, _ in files])
    said = said or partner or (day.isoformat() if day else None)
    return said or (table.release if table.ships else None)


def _check_rows(
    database: duckdb.DuckDBPyConnection,
    table: Table,
    contracts: dict[str, Contract],
    found: Found,
    options: Options,
    problems: Problems,
) -> date | None:
    """Check what was read against its contract; return the day a register is complete as at."""
    days = _days(found.days, options)
    day = next(iter(days), None)
    validate.check(database, table, contracts, problems, validate.Clock(options.today, day))
    if problems.shown[:1] != [Problem(*EMPTY_FORM)]:
        _check_day(table, days, options, problems)
    return day if table.is_register else None


def _check_release(
    database: duckdb.DuckDBPyConnection,
    table: Table,
    release: str | None,
    current: tuple[Path | None, Receipt | None],
    options: Options,
    problems: Problems,
) -> list[str]:
    """Tell of a release that is asked for or is older than what serves; return what to say."""
    path, serving = current
    if release is None:
        if problem := releases.check_stated(serving, options.older):
            problems.add(problem)
        return [releases.NOT_STATED]
    if path is None or serving is None or options.older:
        return []
    if table.side_by_side:
        problem = releases.check_periods(database, table, path, serving, release)
    else:
        problem = releases.check_order(serving, release)
    if problem:
        problems.add(problem)
    return []


def _current(
    collection: Collection, table: Table, before: Staged | None
) -> tuple[Path | None, Receipt | None]:
    """Return the folder and receipt of what serves, where it is whole, or will have served."""
    if before is not None:
        return before.folder, before.receipt
    current = current_vintages(collection).get(table.id)
    if current is None or not vintages.is_whole(current):
        return None, None
    return current, vintages.receipt(current)


@contextlib.contextmanager
def _workspace(collection: Collection, options: Options) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give an empty database in memory in which a table is made; too large, it goes to disk."""
    if options.base is None:
        config: dict[str, Any] = {"memory_limit": MEMORY, "threads": 2}
        config["temp_directory"] = str(vintages.scratch_folder(collection) / "spill")
        options.base = duckdb.connect(config=config)
    name = f"made_{uuid.uuid4().hex}"
    with options.base.cursor() as database:
        database.execute(f"attach ':memory:' as {name}")
        database.execute(f"use {name}")
        try:
            yield database
        finally:
            database.execute("use memory")
            database.execute(f"detach {name}")


def _days(found: set[date], options: Options) -> set[date]:
    """Return the days a register is complete as at: as the importer says, else as its files say."""
    return {options.complete_as_at} if options.complete_as_at else found


def _check_day(table: Table, days: set[date], options: Options, problems: Problems) -> None:
    """Refuse a register that is true for no day, for several, or for one that is to come."""
    if not table.is_register:
        return
    if not days:
        problems.add(Problem(*NO_DAY))
    elif len(days) > 1:
        told = " and ".join(day.isoformat() for day in sorted(days))
        problems.add(Problem(
            f"its parts are complete as at different days: {told}",
            "Bring them to one day, or say one by --complete-as-at",
        ))  # fmt: skip
    elif max(days) > options.today:
        problems.add(Problem(
            f"is said to be complete as at {max(days).isoformat()}, a day that is still to come",
            "Give the last day to which the register was kept up to date",
        ))  # fmt: skip
