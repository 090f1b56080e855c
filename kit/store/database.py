"""The build that answers: which one is current, questions put to it, edits noticed.

One read-only connection for each build file, a cursor for each question: a connection shared by
threads gives wrong rows without an error. A build that is replaced goes on serving whoever holds
it.
"""

import argparse
import hashlib
import logging
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

from kit.store import building, builds, open_file, replica, sqlfile
from kit.store.paths import CLEARANCES, OPEN, PROJECT, Collection

# What the database raises where a file is not what it wrote.
_UNREADABLE = (
    duckdb.IOException,
    duckdb.FatalException,
    duckdb.InternalException,
    duckdb.SerializationException,
)
_VIEWED = 12  # kept builds open at once
log = logging.getLogger(__name__)
QUERIES = PROJECT / "queries"
# What an edit can change: a build is due when any of these files has another time or size.
_WATCHED = (
    ("queries", "*"),
    ("data/reference", "*.csv"),
    ("data/reference", "*.toml"),
    ("text", "*"),
    ("tests/worked_examples", "*.md"),
)


@dataclass(frozen=True)
class Build:
    """A published build: its id, when it was made, of which collection, and where it lies."""

    build_id: str
    built_at: datetime
    collection: str
    path: Path
    closed: frozenset[str]  # names of tables that stand in the private file alone
    clearance: str = OPEN  # of the readers the file was made for

    @property
    def mark(self) -> str:
        """Return what a screen or paper made from this file says of who may see it."""
        return CLEARANCES[self.clearance]


@dataclass(frozen=True)
class View:
    """A kept build that answers in place of the newest one; what was written until then counts."""

    version_id: str
    path: Path
    until: datetime | None = None  # None: all that was written


_view: ContextVar[View | None] = ContextVar("view", default=None)


def view() -> View | None:
    """Return the kept build that answers here; None where the newest does."""
    return _view.get()


def show(chosen: View | None) -> None:
    """Have a kept build answer from here on in this thread; None: the newest."""
    _view.set(chosen)


@contextmanager
def viewing(chosen: View | None) -> Iterator[None]:
    """Have a kept build answer inside."""
    before = _view.set(chosen)
    try:
        yield
    finally:
        _view.reset(before)


class NoBuild(Exception):
    """Nothing has been built yet; the message says what to do."""


def collection() -> Collection:
    """Return the collection this process serves.

    Chosen by `streamlit run dashboard.py -- --data published`, else by the environment variable
    CAA_DATA, else the demonstration.
    """
    return Collection.open(_chosen(os.environ.get("CAA_DATA", "demonstration"), *sys.argv[1:]))


@lru_cache
def _chosen(otherwise: str, *arguments: str) -> str:
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--data", default=otherwise)
    return parser.parse_known_args(arguments)[0].data


@lru_cache(maxsize=building.KEPT * len(CLEARANCES) + _VIEWED)
def _opened(path: Path) -> tuple[duckdb.DuckDBPyConnection, Build]:
    base = building.open_read_only(path)
    row = base.execute("select build_id, built_at, collection from build").fetchall()[0]
    closed = base.execute(f"select name from {open_file.CLOSED}").fetchall()
    names = frozenset(name for (name,) in closed)
    build_id, built_at, collection_name = row
    seen_by = path.parent.name if path.parent.name in CLEARANCES else OPEN
    return base, Build(build_id, built_at, collection_name, path, names, seen_by)


def clearance() -> str:
    """Return what whoever reads now may see, which decides the file that answers.

    Raises NoBuild where the environment variable CAA_CLEARANCE names no clearance.
    """
    from kit.people import access  # which keeps its roles with what people write

    try:
        return access.clearance()
    except ValueError as error:
        raise NoBuild(str(error)) from error


def current() -> Build:
    """Return the build the pointer names now. Raises NoBuild where there is none."""
    return _current()[1]


def _current() -> tuple[duckdb.DuckDBPyConnection, Build]:
    if chosen := view():
        return _opened(chosen.path)
    seen_by = clearance()
    path = building.open_path(collection(), seen_by)
    if path is None and builds.damage(collection(), seen_by) == builds.NEWER:
        raise NoBuild(building.NEWER)
    if path is None:
        name = collection().name
        command = f"python -m kit build --data {name}"
        if seen_by != OPEN:
            command += f" --clearance {seen_by}"
        raise NoBuild(f"Nothing is built of the {name} data for these readers: run `{command}`")
    return _opened(path)


def question(
    sql: str, params: dict | None = None, as_arrow: bool = False
) -> tuple[pd.DataFrame | pa.Table, Build]:
    """Put one SELECT to the current build; return its rows and the build that answered.

    With `as_arrow` the rows are an Arrow table, which keeps every type of a column.

    The file that answers holds open tables alone. That closed ones are refused by name besides is
    for the message it gives. Raises duckdb.Error where the SQL is wrong.
    """
    base, build = _current()
    sqlfile.hold_to_gate(sql, build.closed)
    try:
        return _answer(base, sql, params or {}, as_arrow), build
    except _UNREADABLE:
        if not builds.fault(build.path, again=True):
            raise
    base, build = _current()  # the file went bad while it was open: the one before it answers
    sqlfile.hold_to_gate(sql, build.closed)
    return _answer(base, sql, params or {}, as_arrow), build


def _answer(
    base: duckdb.DuckDBPyConnection, sql: str, params: dict, as_arrow: bool
) -> pd.DataFrame | pa.Table:
    with base.cursor() as cursor:
        if as_arrow:
            return cursor.sql(sql, params=params).to_arrow_table()
        return _frame(cursor.execute(sql, params).fetchnumpy())


def open_tables() -> pd.DataFrame:
    """List the tables a question may read: code (the name), title, grain, rows, columns (a list).

    Those with a title are made by a SQL file; the others tell of the build itself.
    """
    base, _ = _current()
    with base.cursor() as cursor:
        return cursor.execute(
            """
            select
                tables.table_name as code,
                max(labels.value) filter (where labels.key = 'title') as title,
                max(labels.value) filter (where labels.key = 'grain') as grain,
                any_value(tables.estimated_size) as rows,
                any_value(columns.columns) as columns
            from duckdb_tables() as tables
            inner join (
                select table_name, list(column_name order by column_index) as columns
                from duckdb_columns()
                group by table_name
            ) as columns on tables.table_name = columns.table_name
            left join labels on tables.table_name = labels.name
            where tables.table_name <> ?
            group by tables.table_name
            order by max(labels.layer) is null, code""",
            [open_file.CLOSED],
        ).df()


def _frame(columns: dict[str, Any]) -> pd.DataFrame:
    """Return the columns of an answer as a table, each of the type that DuckDB's `df` gives it.

    `df` writes the gaps of each column in one by one: up to half the time of a wide answer. Here
    the gap of a list is None too.
    """
    made: dict[str, Any] = {}
    for name, values in columns.items():
        if isinstance(values, np.ma.MaskedArray):
            values, gaps = values.data, np.ma.getmaskarray(values)
            kind = values.dtype.kind
            if kind in "iu":
                values = pd.arrays.IntegerArray(values, gaps)
            elif kind == "b":
                values = pd.arrays.BooleanArray(values, gaps)
            elif kind == "O":
                values = np.where(gaps, np.array(None), values)
            else:  # a number or a day that is none
                values = np.where(gaps, values.dtype.type("nan" if kind == "f" else "NaT"), values)
        made[name] = values
    return pd.DataFrame(made, copy=False)


_LOOK_AGAIN = 0.5  # seconds until edits are looked for again
UNFORESEEN = "Updating stopped with an error that is in the log. Showing the previous figures."
UNWRITTEN = "The update could not be written"
BUSY = "Updating. Showing the previous figures."


class _Watch:
    """Notices edits between one interaction and the next; one rebuild at a time."""

    def __init__(self):
        self.lock = threading.Lock()
        self.seen: dict[str, tuple] = {}
        self.notices: dict[str, str] = {}
        self.looked = -_LOOK_AGAIN

    @staticmethod
    def signature() -> tuple:
        return tuple(
            (str(path), (stat := path.stat()).st_mtime_ns, stat.st_size)
            for folder, pattern in _WATCHED
            for path in sorted((PROJECT / folder).rglob(pattern))
            if path.is_file()
        )

    def look(self, progress: building.Progress, force: bool = False) -> str:
        chosen = collection()
        # One look for all readers: at each interaction of each it would cost more than the answer.
        if time.monotonic() - self.looked < _LOOK_AGAIN and not force:
            return self.notices.get(chosen.name, "")
        self.looked = time.monotonic()
        if not _may_build(chosen):
            return ""
        seen = (self.signature(), builds.damage(chosen))
        if seen == self.seen.get(chosen.name) and not force:
            return self.notices.get(chosen.name, "")
        if not self.lock.acquire(blocking=force):
            return BUSY
        try:
            if self.seen.get(chosen.name) == seen:  # another session built it while we waited
                return self.notices.get(chosen.name, "")
            try:
                sound = not seen[1] and _is_checked(chosen)
                said = "" if sound else self._build(chosen, progress)
            except building.Busy:  # not kept: at the next interaction it may be done
                return BUSY
            if not said:
                _keep_checked(chosen)
            self.seen[chosen.name] = (seen[0], builds.damage(chosen))
            self.notices[chosen.name] = said
            return said
        finally:
            self.lock.release()

    @staticmethod
    def _build(chosen: Collection, progress: building.Progress) -> str:
        from kit.records.store import Refused
        from kit.store import build_on_record  # whose record is kept with what people write

        try:
            built = build_on_record.build(chosen, by=build_on_record.SERVER, progress=progress)
        except Refused as refused:
            return f"The update was refused. Showing the previous figures.\n\n{refused}"
        except building.Refused as refused:
            said = "The update was refused. Showing the previous figures."
            return f"{said}\n\n{refused.public}"
        except building.Busy:
            raise
        except (OSError, duckdb.IOException) as error:
            log.exception("the build of the %s data could not be written", chosen.name)
            why = getattr(error, "strerror", None) or "the disk is full or cannot be read"
            return f"{UNWRITTEN}: {why}. Showing the previous figures."
        except Exception as error:  # whatever it is, readers go on with the build there is
            log.exception("the build of the %s data stopped", chosen.name)
            return f"{UNFORESEEN} ({type(error).__name__})"
        return "\n\n".join(fault.public() for fault in built.faults)


def _checked(chosen: Collection) -> str:
    """Return a hash of all that a build is made of, by name, time and size, and of its files."""
    made_of = ("queries", "kit", "tests/worked_examples")
    folders = [*(PROJECT / name for name in made_of), *building.ALL_FOLDERS, chosen.sources]
    files = [path for folder in folders for path in sorted(folder.rglob("*"))]
    current = building.current_path(chosen)
    files += sorted(chosen.root.glob(f"**/{current.name}")) if current else []
    stats = [
        (str(path), (stat := path.stat()).st_mtime_ns, stat.st_size)
        for path in files
        if path.is_file() and path.suffix != ".pyc"
    ]
    return hashlib.sha256(repr((duckdb.__version__, stats)).encode()).hexdigest()


def _is_checked(chosen: Collection) -> bool:
    """Say whether the last start found the build up to date, and nothing was touched since."""
    with suppress(OSError):
        kept = chosen.pointer.with_suffix(".checked").read_text(encoding="utf-8")
        return building.open_path(chosen) is not None and kept == _checked(chosen)
    return False


def _keep_checked(chosen: Collection) -> None:
    with suppress(OSError):  # a store that cannot be written to is checked again at each start
        chosen.pointer.with_suffix(".checked").write_text(_checked(chosen), encoding="utf-8")


def _may_build(chosen: Collection) -> bool:
    """Say whether this process may build: where it may only read, it shows what there is."""
    folders = (chosen.root, chosen.builds, chosen.served)
    return building.open_path(chosen) is None or all(os.access(each, os.W_OK) for each in folders)


_watch = _Watch()


def ensure(progress: Callable[[float, str], None] = lambda _done, _said: None) -> str:
    """Build what is served if nothing is, or if what it is made of was edited since.

    Returns what went wrong, in words, or an empty text. `progress` is told the share done and
    what is being done.
    """
    if replica.is_following():
        replica.keep_up(collection())
        return ""
    return _watch.look(progress, force=building.open_path(collection()) is None)


def damage() -> str:
    """Return what readers are told where the newest build is not the one that is shown."""
    if view():
        return ""
    chosen, seen_by = collection(), clearance()
    serves, found = building.open_path(chosen, seen_by), builds.damage(chosen, seen_by)
    if not found or serves is None or serves.name == builds.named(chosen):
        return ""
    at = _opened(serves)[1].built_at
    return (
        f"The newest build {found}. Showing the figures of {at.day} {at:%B %Y, %H:%M} UTC. To see "
        f"what to do, run `python -m kit check --data {chosen.name}`."
    )
