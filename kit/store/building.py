"""SQL files become a database: in the order the SQL itself asks for, and only what changed.

A build is a new file with a name of its own. It starts as a copy of the last one; a step is run
again when its text, a macro it calls or the content of a table it reads has changed. When every
check of severity error has passed, a pointer is switched to it; until then nothing is seen of it,
and whoever reads the old file reads on. A build that is killed leaves a `.part` file, which the
next one removes.
"""

import contextlib
import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from kit.store import build_metadata, checks, contract, graphs, importing, matching, sqlfile
from kit.store.paths import CONTRACT_FOLDERS, PROJECT, Collection
from kit.store.sqlfile import Fault, SqlFile

KEPT = 3
ALL_FOLDERS = [PROJECT / name for name in dict.fromkeys(sum(CONTRACT_FOLDERS.values(), ()))]
VERSION = "7"  # of what this module writes; a new one makes every step run again
INDICATOR_COLUMNS = (
    ("area_code", "VARCHAR"),
    ("period_end", "DATE"),
    ("numerator", "DOUBLE"),
    ("denominator", "DOUBLE"),
    ("value", "DOUBLE"),
    ("missing_reason", "VARCHAR"),
    ("period_status", "VARCHAR"),
)
# Made by the build itself from labels, contracts and worked examples. Those a step may read come
# first; the others tell of the build and are read by pages and checks alone.
SYSTEM_READABLE = ("labels", "indicator_labels", "indicator_values", "worked_examples")
SYSTEM_REPORTS = (
    *build_metadata.TABLES, "build_beneath", "build_written", "check_reach", "loaded_sources",
)  # fmt: skip

Progress = Callable[[float, str], None]


class Busy(Exception):
    """Somebody else is building this collection; the message says who, and since when."""


class Refused(Exception):
    """The build was not published; the message says why, and the last good one goes on serving."""


@dataclass
class Step:
    """One table of the build, how it is made and what became of it."""

    name: str
    layer: str
    path: str = ""
    title: str = ""
    sql: str = ""
    key: str = ""
    content: str = ""
    status: str = "waiting"  # run, reused, failed or blocked
    error: str = ""
    rows: int | None = None
    seconds: float = 0.0
    built_at: str = ""


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


def open_read_only(path: Path) -> duckdb.DuckDBPyConnection:
    """Open a build for reading only, shut off from files and network.

    One place, because DuckDB refuses a second connection of other settings to the same file.
    """
    return duckdb.connect(
        str(path),
        read_only=True,
        config={"enable_external_access": "false", "lock_configuration": "true", "threads": "2"},
    )


def current_path(collection: Collection) -> Path | None:
    """Return the path of the build the pointer names, or None where there is none."""
    try:
        path = collection.builds / collection.pointer.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    return path if path.is_file() else None


def build(
    collection: Collection,
    queries: Path = PROJECT / "queries",
    *,
    full: bool = False,
    progress: Progress = lambda _done, _said: None,
) -> Built:
    """Build and publish `collection` from `queries`; raise Busy or Refused otherwise.

    `full` runs every step again. `progress` is told the share done, 0 to 1, and what is being done.
    """
    collection.builds.mkdir(parents=True, exist_ok=True)
    lock, note = FileLock(collection.lock, timeout=0), collection.lock.with_suffix(".holder")
    try:
        lock.acquire()
    except Timeout:
        said = note.read_text(encoding="utf-8") if note.is_file() else "another process"
        raise Busy(
            f"{said} is building the {collection.name} data: wait until it is done"
        ) from None
    try:
        since = datetime.now(UTC).isoformat(timespec="seconds")
        note.write_text(f"process {os.getpid()}, since {since},", encoding="utf-8")
        return _Builder(collection, queries, full, progress).run()
    finally:
        lock.release()


class _Builder:
    """The state of one build, from plan to publication."""

    def __init__(self, collection: Collection, queries: Path, full: bool, progress: Progress):
        self.collection, self.queries, self.progress = collection, queries, progress
        self.started = time.perf_counter()
        self.now = datetime.now(UTC)
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
        self.previous = None if full else current_path(collection)
        self.before = self._steps_before()
        self.faults: list[Fault] = []
        self.files: dict[str, SqlFile] = {}
        self.checks: list[SqlFile] = []
        self.made: dict[str, Step] = {}

    def _steps_before(self) -> dict[str, Step]:
        if self.previous is None:
            return {}
        with open_read_only(self.previous) as old:
            if old.execute("select version from build").fetchall()[0][0] != VERSION:
                self.previous = None
                return {}
            rows = old.execute("select * exclude (position) from build_steps").fetchall()
        return {row[0]: Step(*row) for row in rows}

    def run(self) -> Built:
        self._read_queries()
        order = self._order()
        for leftover in self.collection.builds.glob("*.part*"):
            _remove(leftover)
        build_id = f"{self.now:%Y%m%dT%H%M%S%f}"[:18] + "Z"
        part = self.collection.builds / f"{build_id}.part"
        if self.previous:
            shutil.copyfile(self.previous, part)
        try:
            with duckdb.connect(str(part), config={"memory_limit": "350MB"}) as base:
                self.base = base
                self._define_macros()
                for number, name in enumerate(order):
                    self.progress(0.5 + 0.45 * number / len(order), name)
                    self.made[name] = self._make(name)
                gone = self.before.keys() - self.made.keys()
                unchanged = (
                    self.previous is not None
                    and not gone
                    and not self.faults
                    and all(
                        step.status == "reused" and not self.before[name].error
                        for name, step in self.made.items()
                    )
                    and self._same_sources()
                    and self._same_checks()
                )
                if unchanged:
                    return self._nothing_new(part)
                for name in gone:
                    self._drop(name)
                failed_checks = self._report(build_id)
                base.execute("checkpoint")
            refusals = [check for check in failed_checks if check["severity"] == "error"]
            if refusals:
                raise Refused("\n".join(checks.told(check) for check in refusals))
            path = self._publish(part, build_id)
        finally:
            part.unlink(missing_ok=True)
        self.progress(1.0, "Done")
        return Built(
            build_id,
            path,
            True,
            list(self.made.values()),
            self.faults,
            failed_checks,
            time.perf_counter() - self.started,
        )

    # ---- the plan -------------------------------------------------------------------------

    def _read_queries(self) -> None:
        try:
            self.macros = sqlfile.read_macros(self.queries)
        except duckdb.Error as error:
            text = (self.queries / "macros.sql").read_text(encoding="utf-8")
            raise Refused(str(sqlfile.fault_of(error, "queries/macros.sql", text))) from error
        for file in sqlfile.read_all(self.queries, without="pages"):
            if file.layer == "checks":
                self.checks.append(file)
                self.faults.extend(file.faults)
                continue
            if file.name in self.files or file.name in SYSTEM_READABLE + SYSTEM_REPORTS:
                self.faults.append(Fault(file.path, 1, f"`{file.name}` is taken: rename the file"))
                continue
            self.files[file.name] = file
        self.made_of = sqlfile.made_of(self.files.values())
        self.sources = {
            f"source_{table.id}": table for each in self.contracts.values() for table in each.tables
        }

    def layer_of(self, table: str) -> str:
        if table in self.files:
            return self.files[table].layer
        if table in self.made_of:
            return self.made_of[table].layer
        if table in self.sources:
            return "source"
        if table == sqlfile.INDICATOR_VALUES:
            return "indicators"
        return "system" if table in SYSTEM_READABLE + SYSTEM_REPORTS else "unknown"

    def _order(self) -> list[str]:
        """Return the names of all steps, each after those it reads."""
        graph: dict[str, set[str]] = {name: set() for name in self.sources}
        graph["labels"] = graph["indicator_labels"] = graph["worked_examples"] = set()
        graph["indicator_values"] = {
            name for name, file in self.files.items() if file.layer == "indicators"
        }
        graph |= {name: {file.name} for name, file in self.made_of.items()}
        rules = sqlfile.rules(self.queries)
        self.private = sqlfile.private_tables(self.files.values())
        for name, file in self.files.items():
            faults = [*file.faults, *sqlfile.leaks(file, self.private)]
            for table in sorted(file.reads):
                layer = self.layer_of(table)
                if layer == "unknown":
                    continue  # the database says it better, with the nearest name
                if layer not in rules[file.layer]["reads"] or table in SYSTEM_REPORTS:
                    faults.append(
                        Fault(
                            file.path,
                            1,
                            f"a file of {file.layer} may not read `{table}` ({layer}): "
                            f"it reads {', '.join(rules[file.layer]['reads'])}",
                        )
                    )
            self.files[name] = SqlFile(**{**file.__dict__, "faults": tuple(faults)})
            self.faults.extend(faults)
            graph[name] = {
                table
                for table in file.reads
                if self.layer_of(table) != "unknown" and table not in SYSTEM_REPORTS
            }
        while True:
            try:
                return list(TopologicalSorter(graph).static_order())
            except CycleError as error:
                round_trip = error.args[1]
                name = next(name for name in round_trip if name in self.files)
                file = self.files[name]
                fault = Fault(file.path, 1, f"reads itself in a circle: {' ← '.join(round_trip)}")
                self.faults.append(fault)
                self.files[name] = SqlFile(**{**file.__dict__, "faults": (*file.faults, fault)})
                graph[name] = set()

    # ---- one step -------------------------------------------------------------------------

    def _define_macros(self) -> None:
        for name, text in self.macros.items():
            try:
                self.base.execute(text)
            except duckdb.Error as error:
                fault = sqlfile.fault_of(error, "queries/macros.sql", text)
                raise Refused(f"macro `{name}`: {fault}") from error

    def _make(self, name: str) -> Step:
        begun = time.perf_counter()
        if name in self.files:
            step = self._make_from_file(self.files[name])
        elif name in self.sources:
            step = self._make_source(name)
        elif name in self.made_of:
            step = self._make_of_rows(name)
        else:
            step = self._make_system(name)
        step.seconds = time.perf_counter() - begun if step.status != "reused" else step.seconds
        return step

    def _reusable(self, name: str, key: str) -> Step | None:
        old = self.before.get(name)
        if old and old.key == key and not old.error and old.status in ("run", "reused"):
            old.status = "reused"
            return old
        return None

    def _made_of(self, file: SqlFile) -> list[str]:
        """Return the tables of this build that a file reads."""
        return sorted(file.reads & self.made.keys())

    def _key(self, kind: str, file: SqlFile) -> str:
        """Return what changes when the text of a file, a macro or a table behind it changes."""
        called = [self.macros[name] for name in sqlfile.macros_used(file.calls, self.macros)]
        read = [f"{name} {self.made[name].content}" for name in self._made_of(file)]
        return _hash(VERSION, kind, file.text, *called, *read)

    def _make_from_file(self, file: SqlFile) -> Step:
        key = self._key(file.layer, file)
        step = Step(file.name, file.layer, file.path, file.label.get("title", ""), file.text, key)
        if file.faults:
            return self._fail(step, file.faults)
        lost = [
            name
            for name in self._made_of(file)
            if self.made[name].status in ("failed", "blocked") and not self.made[name].content
        ]
        if lost:
            fault = Fault(file.path, 1, f"waits for {', '.join(lost)}, which could not be built")
            return self._fail(step, [fault], "blocked")
        if old := self._reusable(file.name, key):
            return old
        try:
            if "changes" in file.label and self._table_stands(file.name):
                kept = f'create or replace temp table "{_before(file.name)}" as from "{file.name}"'
                self.base.execute(kept)
            self.base.execute(f'create or replace table "{file.name}" as {file.text}')
            if file.layer == "indicators":
                self._hold_to_columns(file.name)
        except duckdb.Error as error:
            return self._fail(step, [sqlfile.fault_of(error, file.path, file.text)])
        except ValueError as error:
            return self._fail(step, [Fault(file.path, 1, str(error))])
        return self._done(step)

    def _hold_to_columns(self, table: str) -> None:
        found = [row[0] for row in self.base.execute(f'describe "{table}"').fetchall()]
        wanted = [name for name, _ in INDICATOR_COLUMNS]
        if found != wanted:
            self.base.execute(f'drop table "{table}"')
            raise ValueError(
                f"the columns are {', '.join(found)}; they must be {', '.join(wanted)}"
            )

    def _fail(self, step: Step, faults: Iterable[Fault], status: str = "failed") -> Step:
        """Keep the table of the last good build where there is one, and say that it is old."""
        step.status, step.error = status, "\n".join(str(fault) for fault in faults)
        if status == "failed":  # of what waits for it, the step alone tells
            self.faults.extend(fault for fault in faults if fault not in self.faults)
        old = self.before.get(step.name)
        if old and old.content:
            step.content, step.rows, step.built_at = old.content, old.rows, old.built_at
            if step.layer == "indicators" and not self._table_stands(step.name):
                step.content = ""
        return step

    def _table_stands(self, name: str) -> bool:
        return bool(
            self.base.execute(
                "select 1 from duckdb_tables() where table_name = ?", [name]
            ).fetchone()
        )

    def _done(self, step: Step) -> Step:
        shape = self.base.execute(f'describe "{step.name}"').fetchall()
        rows, total = self.base.execute(
            f'select count(*), sum(hash(t)) from "{step.name}" as t'
        ).fetchall()[0]
        step.status, step.rows = "run", rows
        step.content = _hash(str([column[:2] for column in shape]), str(rows), str(total))
        step.built_at = self.now.isoformat(timespec="seconds")
        return step

    def _make_source(self, name: str) -> Step:
        table = self.sources[name]
        vintage = self.vintages.get(table.id)
        schema = table.typed_schema()
        receipt = build_metadata.receipt(vintage)
        key = _hash(
            VERSION,
            str(schema),
            receipt.get("sha256", ""),
            receipt.get("contract_sha256", ""),
            str(vintage),
        )
        step = Step(name, "source", title=table.title, key=key)
        if old := self._reusable(name, key):
            return old
        columns = ", ".join(f'null::{kind} as "{column}"' for column, kind in schema)
        query = f"select {columns} where false"
        if vintage is not None:
            # What was stored before a column was thought of lacks it: it is blank there.
            path = str(vintage / "data.parquet").replace("'", "''")
            query = f"select * from read_parquet('{path}') union all by name {query}"
        self.base.execute(f'create or replace view "{name}" as {query}')
        step.status, step.content = "run", key
        step.rows = receipt.get("rows_stored", 0)
        step.built_at = self.now.isoformat(timespec="seconds")
        return step

    def _make_of_rows(self, name: str) -> Step:
        """Make the table that is worked out of the rows of a file, as its label asks."""
        file, rows = self.made_of[name], self.made[self.made_of[name].name]
        asks = next(key for key, word in sqlfile.MADE_OF.items() if name.endswith(f"_{word}"))
        make, makes, version = {
            "layout": (self._positions, graphs.MAKES, graphs.VERSION),
            "matched": (self._matched, matching.MAKES, matching.VERSION),
            "changes": (self._changes, "what changed when it was last made anew", ""),
        }[asks]
        key = _hash(VERSION, version, file.label[asks], rows.content)
        step = Step(name, file.layer, title=f"{file.label['title']}: {makes}", key=key)
        if not rows.content:
            lost = f"waits for {file.name}, which could not be built"
            return self._fail(step, [Fault(file.path, 1, lost)], "blocked")
        if old := self._reusable(name, key):
            return old
        try:
            make(name, file)
        except duckdb.Error as error:
            return self._fail(step, [sqlfile.fault_of(error, file.path, file.text)])
        return self._done(step)

    def _positions(self, name: str, file: SqlFile) -> None:
        before = []
        if (old := self.before.get(name)) and old.content:
            before = self.base.execute(f'from "{name}" order by graph').fetchall()
        with self.base.cursor() as cursor:
            cursor.execute(f'select {", ".join(graphs.COLUMNS)} from "{file.name}" order by graph')
            rows = list(graphs.placed(iter(cursor.fetchone, None), before))
        build_metadata.store(self.base, name, graphs.MADE, rows)

    def _matched(self, name: str, file: SqlFile) -> None:
        alike = [column.strip() for column in file.label["matched"].split(",")]
        wanted = ", ".join(f'"{column}"' for column in [*matching.COLUMNS, *alike])
        rows = self.base.execute(f'select {wanted} from "{file.name}"').df()
        build_metadata.store(
            self.base, name, matching.columns(alike), matching.compared(rows, alike)
        )

    def _changes(self, name: str, file: SqlFile) -> None:
        """Write the rows whose value differs from the last build's; none where there was none."""
        keys, value = (each.strip() for each in file.label["changes"].split(":"))
        was = _before(file.name)
        if not self._table_stands(was):
            was = file.name
        self.base.execute(
            f"""create or replace table "{name}" as
            select {keys}, was."{value}" as was, now."{value}" as now
            from "{was}" as was full join "{file.name}" as now using ({keys})
            where was."{value}" is distinct from now."{value}" order by {keys}"""
        )

    def _make_system(self, name: str) -> Step:
        rows, columns = {
            "labels": self._labels,
            "indicator_labels": self._indicator_labels,
            "indicator_values": self._indicator_values,
            "worked_examples": self._worked_examples,
        }[name]()
        if name == "indicator_values":
            key = _hash(VERSION, *(f"{table} {self.made[table].content}" for table in rows))
        else:
            key = _hash(VERSION, json.dumps(rows), str(columns))
        step = Step(name, "system", key=key)
        if old := self._reusable(name, key):
            return old
        if name == "indicator_values":
            parts = [f"""select '{table}' as indicator, * from "{table}" """ for table in rows]
            parts.append(
                "select null::varchar as indicator, "
                + ", ".join(f"null::{kind} as {column}" for column, kind in columns)
                + " where false"
            )
            self.base.execute(f"create or replace table {name} as {' union all '.join(parts)}")
        else:
            build_metadata.store(self.base, name, columns, rows)
        return self._done(step)

    def _labels(self) -> tuple[list, list]:
        rows = [
            (file.name, file.layer, key, value)
            for file in [*self.files.values(), *self.checks]
            for key, value in file.label.items()
        ]
        return sorted(rows), ["name", "layer", "key", "value"]

    def _indicator_labels(self) -> tuple[list, list]:
        rule = sqlfile.rules(self.queries)["indicators"]
        keys = [*rule["required"], *rule.get("optional", [])]
        rows = [
            (file.name, *(file.label.get(key) for key in keys))
            for file in self.files.values()
            if file.layer == "indicators"
        ]
        return sorted(rows), ["indicator", *keys]

    def _indicator_values(self) -> tuple[list, list]:
        standing = [
            name
            for name, step in sorted(self.made.items())
            if step.layer == "indicators" and step.content
        ]
        return standing, list(INDICATOR_COLUMNS)

    def _worked_examples(self) -> tuple[list, list]:
        folder = self.queries.parent / "tests" / "worked_examples"
        rows = [
            (path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.md"))
        ]
        return rows, ["indicator", "markdown"]

    def _drop(self, name: str) -> None:
        kind = "view" if self.before[name].layer == "source" else "table"
        self.base.execute(f'drop {kind} if exists "{name}"')

    # ---- what the build tells of itself -----------------------------------------------------

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
        told = sorted(build_metadata.sources(self.own.values(), self.vintages))
        build_metadata.tell(self.base, "build", [built])
        build_metadata.tell(self.base, "build_sources", told)
        self.base.execute(f"create or replace table loaded_sources as {build_metadata.LOADED}")
        build_metadata.tell(self.base, "build_steps", steps)
        build_metadata.tell(self.base, "build_reads", reads)
        self.base.execute(f"create or replace table build_beneath as {build_metadata.BENEATH}")
        self.base.execute(f"create or replace table build_written as {build_metadata.WRITTEN}")
        self.base.execute(f"create or replace table check_reach as {checks.REACH}")
        before = self._results_before()
        results = [self._check(check, before) for check in self.checks]
        build_metadata.tell(
            self.base, "check_results", [tuple(result.values()) for result in results]
        )
        return [result for result in results if result["offenders"] or result["error"]]

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
        result, fault = checks.run(self.base, check, key, lost, self.private)
        if fault:
            self.faults.append(fault)
        return result

    def _publish(self, part: Path, build_id: str) -> Path:
        path = self.collection.builds / f"{build_id}.duckdb"
        part.replace(path)
        pointer = self.collection.pointer.with_suffix(".new")
        pointer.write_text(path.name, encoding="utf-8")
        pointer.replace(self.collection.pointer)
        for old in sorted(self.collection.builds.glob("*.duckdb"))[:-KEPT]:
            try:
                old.unlink()
            except PermissionError:  # Windows: somebody reads it still; the next build tries again
                continue
        return path

    def _nothing_new(self, part: Path) -> Built:
        assert self.previous is not None
        self.progress(1.0, "Nothing has changed")
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


def _before(name: str) -> str:
    return f"{name}_before"


def _hash(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]
