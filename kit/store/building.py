"""SQL files become a database: in the order the SQL itself asks for, and only what changed.

A build is a new private file with a name of its own, and an open file for each clearance
(`open_file`), which alone is served. The private file starts as a copy of the last one; a step is
run again when its text, a macro it calls or the content of a table it reads has changed. When every
check of severity error has passed, a pointer is switched to it; until then nothing is seen of it,
and whoever reads the old file reads on. A build that is killed leaves `.part` files, which the
next one removes.
"""

import contextlib
import copy
import os
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
from filelock import FileLock, Timeout

from kit.store import (
    build_metadata,
    builds,
    checks,
    contract,
    disk,
    importing,
    open_file,
    sqlfile,
    vintages,
)
from kit.store.builds import open_read_only
from kit.store.paths import CONTRACT_FOLDERS, OPEN, PROJECT, Collection
from kit.store.plan import SYSTEM_REPORTS, VERSION, Refused, Step
from kit.store.side_by_side import Connections
from kit.store.sqlfile import Fault, SqlFile
from kit.store.steps import STEP_MEMORY, Steps

KEPT = builds.KEPT
DAMAGED = (
    "A stored file is damaged. To see which, and what to import again, run `python -m kit check`"
)
NEWER = (
    f"The newest build {builds.NEWER}: update the program. To replace it all the same, run "
    "`python -m kit build --full`"
)
ALL_FOLDERS = [PROJECT / name for name in dict.fromkeys(sum(CONTRACT_FOLDERS.values(), ()))]
# The macro by which the SQL knows that it works for readers who may see small numbers.
_CLEARED = ("is_cleared", "create or replace macro is_cleared() as (true)")

Progress = Callable[[float, str], None]


class Busy(Exception):
    """Somebody else is building this collection; the message says who, and since when."""


@dataclass
class Built:
    """What a build did. `published` is False where nothing had changed."""

    build_id: str
    path: Path
    published: bool
    steps: list[Step] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    failed_checks: list[dict] = field(default_factory=list)
    seconds: float = 0.0

    def count(self, status: str) -> int:
        """Return how many steps ended as `status`."""
        return sum(step.status == status for step in self.steps)


def current_path(collection: Collection) -> Path | None:
    """Return the private file of the newest whole build, or None where there is none."""
    return builds.serving(collection, collection.builds)


def open_path(collection: Collection, clearance: str = OPEN) -> Path | None:
    """Return the file of the newest whole build that readers of `clearance` are shown, if any.

    Whoever serves, asks, draws or makes papers opens this file and no other.
    """
    return builds.serving(collection, collection.served / clearance)


def build(
    collection: Collection,
    queries: Path = PROJECT / "queries",
    *,
    full: bool = False,
    clearance: str = OPEN,
    progress: Progress = lambda _done, _said: None,
    before_publishing: Callable[[str], None] = lambda _build_id: None,
) -> Built:
    """Build and publish `collection` from `queries`; raise Busy or Refused otherwise.

    With a `clearance`, this build and all that follow write its file too. `full` runs every step
    again. `progress` is told the share done, 0 to 1, and what is being done. `before_publishing` is
    told the id of a build that is whole; what it raises keeps the build from being used.
    """
    lock, note = FileLock(collection.lock, timeout=0), collection.lock.with_suffix(".holder")
    try:
        for folder in (collection.builds, collection.served / OPEN, collection.served / clearance):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock.acquire()
    except Timeout:
        said = note.read_text(encoding="utf-8") if note.is_file() else "another process"
        raise Busy(
            f"{said} is building the {collection.name} data: wait until it is done"
        ) from None
    except OSError as error:
        raise Refused(f"The store cannot be written to: {error.strerror}") from None
    try:
        since = datetime.now(UTC).isoformat(timespec="seconds")
        note.write_text(f"process {os.getpid()}, since {since},", encoding="utf-8")
        return _Builder(collection, queries, full, progress).run(before_publishing)
    except (OSError, duckdb.Error) as error:
        if not disk.is_full(error):
            raise
        raise Refused(
            f"{disk.FULL.capitalize()}, so nothing of this build is used, and the figures before "
            f"it are still shown. {disk.REMEDY}, and build again"
        ) from None
    finally:
        lock.release()


class _Builder(Steps):
    """The state of one build, from plan to publication."""

    def __init__(self, collection: Collection, queries: Path, full: bool, progress: Progress):
        self.collection, self.queries, self.progress = collection, queries, progress
        self.started = time.perf_counter()
        self.now = datetime.now(UTC)
        if not full and builds.damage(collection) == builds.NEWER:
            raise Refused(NEWER)
        progress(0.0, "Reading what ships with the dashboard")
        # A source of another collection has its table too, empty: its readers need not know.
        self.contracts = contract.load_all(ALL_FOLDERS)
        self.own = contract.load_all(collection.contract_folders)
        shipped = importing.import_shipped(
            collection, self.own, lambda done, said: progress(done * 0.5, said)
        )
        if refused := [str(one) for one in shipped if isinstance(one, importing.Refusal)]:
            raise Refused("\n\n".join(refused))
        self.vintages = importing.current_vintages(collection)
        if damaged := vintages.damaged(collection):
            raise Refused("\n".join(damaged), DAMAGED)
        self.memory = current_path(collection)
        self.previous = None if full else self.memory
        self.before = self._steps_before()
        self.faults: list[Fault] = []
        self.public_errors: dict[str, str] = {}
        self.files: dict[str, SqlFile] = {}
        self.checks: list[SqlFile] = []
        self.made: dict[str, Step] = {}
        self.clearance = OPEN

    def _steps_before(self) -> dict[str, Step]:
        if self.previous is None:
            return {}
        with open_read_only(self.previous) as old:
            if old.execute("select version from build").fetchall()[0][0] != VERSION:
                self.previous = None
                return {}
            rows = old.execute("select * exclude (position) from build_steps").fetchall()
        return {row[0]: Step(*row) for row in rows}

    def run(self, before_publishing: Callable[[str], None]) -> Built:
        """Make every table, check them, and publish the files of the build."""
        self._read_queries()
        self.order = self._order()
        for leftover in [*self.collection.builds.glob("*.part*"),
                         *self.collection.served.glob("*/*.part*")]:  # fmt: skip
            _remove(leftover)
        build_id = f"{self.now:%Y%m%dT%H%M%S%f}"[:18] + "Z"
        part = self.collection.builds / f"{build_id}.part"
        parts = {part: self.collection.builds / f"{build_id}.duckdb"}
        try:
            if self.previous:
                shutil.copyfile(self.previous, part)
            failed_checks = self._make_all(part, build_id, parts)
            if failed_checks is None:
                return self._nothing_new()
            for clearance in self._clearances() - {OPEN}:
                self._cleared(clearance)._make_all(part, build_id, parts)
            before_publishing(build_id)
            builds.publish(parts, self.collection)
        finally:
            for each in parts:
                for leftover in each.parent.glob(f"{each.name}*"):
                    _remove(leftover)
        self.progress(1.0, "Done")
        return Built(
            build_id,
            parts[part],
            True,
            list(self.made.values()),
            self.faults,
            failed_checks,
            time.perf_counter() - self.started,
        )

    def _make_all(self, part: Path, build_id: str, parts: dict[Path, Path]) -> list[dict] | None:
        """Run every step in `part` and write the open file; return the checks that failed.

        None where nothing is new. The file written is added to `parts`, with its place to be.
        """
        if self.clearance != OPEN:
            part = shutil.copyfile(part, part.with_suffix(f".part-{self.clearance}"))
        config: dict[str, Any] = {"memory_limit": STEP_MEMORY, "threads": 1}
        with duckdb.connect(str(part), config=config) as base:
            part.chmod(0o600)
            self.connections = Connections(base)
            self._define_macros()
            self._make_all_steps(self._tell_step)
            base.execute(f"set threads = {os.cpu_count() or 1}")  # steps have had one each
            gone = self.before.keys() - self.made.keys()
            if self.clearance == OPEN and not gone and self._unchanged():
                return None
            for name in gone:
                self._drop(name)
            failed_checks = self._report(build_id)
            refusals = [check for check in failed_checks if check["severity"] == "error"]
            if refusals:
                raise Refused(
                    "\n".join(checks.failure_text(check) for check in refusals),
                    "\n".join(f"{check['title']}: no. {check['fix']}" for check in refusals),
                )
            folder = self.collection.served / self.clearance
            opened = folder / f"{build_id}.part"
            parts[opened] = folder / f"{build_id}.duckdb"
            self.progress(0.97, "Writing what readers may see")
            open_file.write(
                base, opened, self.opened, self.closed, self.macros.values(), self.public_errors
            )
            base.execute("checkpoint")
        if self.clearance != OPEN:
            part.unlink()
        return failed_checks

    def _tell_step(self, number: int, name: str) -> None:
        self.progress(0.5 + 0.45 * number / len(self.order), name)

    def _unchanged(self) -> bool:
        return (
            self.previous is not None
            and not self.faults
            and all(
                step.status == "reused" and not self.before[name].error
                for name, step in self.made.items()
            )
            and self._same_sources()
            and self._same_checks()
            and all(self._serves(each) for each in self._clearances())
        )

    def _serves(self, clearance: str) -> bool:
        """Say whether readers of `clearance` are shown the build this one went on from."""
        path = open_path(self.collection, clearance)
        return path is not None and self.previous is not None and path.name == self.previous.name

    def _clearances(self) -> set[str]:
        return {folder.name for folder in self.collection.served.iterdir() if folder.is_dir()}

    def _cleared(self, clearance: str) -> "_Builder":
        """Return a builder that goes on from this one's tables with less left out."""
        other = copy.copy(self)
        other.clearance, other.macros = clearance, self.macros | dict([_CLEARED])
        other.before = {name: replace(step) for name, step in self.made.items()}
        other.made, other.faults, other.public_errors = {}, [], {}
        other.checks = [check for check in self.checks if not check.faults]
        return other

    def _same_sources(self) -> bool:
        held = self.base.execute(
            "select table_name, sha256 from build_sources where sha256 is not null"
        ).fetchall()
        now = [
            (table, build_metadata.receipt(folder)["sha256"])
            for table, folder in self.vintages.items()
        ]
        return sorted(held) == sorted(now)

    def _same_checks(self) -> bool:
        held = self.base.execute("select check_name, sql from check_results").fetchall()
        return sorted(held) == sorted((check.name, check.text) for check in self.checks)

    def _report(self, build_id: str) -> list[dict]:
        """Write the tables that tell of the build, run the checks, and return those that failed."""
        self.progress(0.96, "Checking")
        built = (build_id, self.now.replace(tzinfo=None), VERSION, self.collection.name)
        steps = [
            (number, *step.__dict__.values()) for number, step in enumerate(self.made.values(), 1)
        ]
        files = [*self.files.values(), *self.checks]
        reads = sorted((file.name, table) for file in files for table in file.reads)
        reads += [("indicator_values", name) for name in self.files if self._is_indicator(name)]
        reads += [(name, file.name) for name, file in self.made_of.items()]
        told = sorted(build_metadata.source_facts(self.own.values(), self.vintages))
        build_metadata.write_metadata(self.base, "build", [built])
        build_metadata.write_metadata(self.base, "build_sources", told)
        self.base.execute(f"create or replace table loaded_sources as {build_metadata.LOADED}")
        imports = build_metadata.import_facts(self.own.values(), vintages.history(self.collection))
        build_metadata.write_metadata(self.base, "build_imports", list(imports))
        build_metadata.write_metadata(self.base, "build_steps", steps)
        build_metadata.write_metadata(self.base, "build_reads", reads)
        self.base.execute(f"create or replace table build_beneath as {build_metadata.BENEATH}")
        self.base.execute(f"create or replace table build_written as {build_metadata.WRITTEN}")
        self.base.execute(f"create or replace table check_reach as {checks.REACH}")
        self._part_tables()
        before = self._results_before()
        results = [self._check(check, before) for check in self.checks]
        build_metadata.write_metadata(
            self.base, "check_results", [tuple(result.values()) for result in results]
        )
        return [result for result in results if result["offenders"] or result["error"]]

    def _part_tables(self) -> None:
        found = self.base.execute("select table_name from duckdb_tables()").fetchall()
        tables = {name for (name,) in found}
        standing = [name for name, step in self.made.items() if step.content and name in tables]
        self.opened, self.closed = open_file.open_tables(
            [*standing, *SYSTEM_REPORTS],
            self.layer_of,
            sqlfile.rules(self.queries)["pages"]["reads"],
            self.private,
        )
        self.closed |= {name: False for name in self.made if name not in standing}

    def _is_indicator(self, name: str) -> bool:
        return self.files[name].layer == "indicators"

    def _results_before(self) -> dict[str, dict]:
        """Return what each check found in the last build, by the key of what it looked at."""
        if self.previous is None:
            return {}
        found = self.base.execute("select * from check_results where error = ''")
        names = [column[0] for column in found.description]
        rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
        return {row["key"]: row for row in rows}

    def _check(self, check: SqlFile, before: dict[str, dict]) -> dict:
        """Run one check, or return what it found before where nothing it looks at has changed."""
        key = self._key(check.name, check)
        if key in before and check.reads <= self.made.keys():
            return before[key]
        lost = [name for name in self._made_of(check) if not self.made[name].content]
        result, fault = checks.run(self.base, check, key, lost, self.closed.keys())
        self.public_errors[check.name] = fault.public() if fault else result["error"]
        if fault:
            self.faults.append(fault)
        return result

    def _nothing_new(self) -> Built:
        self.progress(1.0, "Nothing has changed")
        assert self.previous is not None
        if builds.named(self.collection) != self.previous.name:
            builds.point_at(self.previous.name, self.collection)
        return Built(
            self.previous.stem,
            self.previous,
            False,
            list(self.made.values()),
            seconds=time.perf_counter() - self.started,
        )


def _remove(leftover: Path) -> None:
    """Remove what a killed build left: its file, or the folder into which the database spilled.

    What cannot be removed (somebody holds it open) stays: it is in nobody's way.
    """
    with contextlib.suppress(OSError):
        if leftover.is_dir():
            shutil.rmtree(leftover)
        else:
            leftover.unlink()
