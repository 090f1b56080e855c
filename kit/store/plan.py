"""The plan of a build: which tables it makes, of what, and in which order."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import duckdb

from kit.store import bounds, build_metadata, sqlfile
from kit.store.contract import Contract
from kit.store.parsed import Parsed
from kit.store.paths import Collection
from kit.store.sqlfile import Fault, SqlFile

VERSION = "10"  # of what a build writes; a new one makes every step run again
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


class Refused(Exception):
    """The build was not published; the message says why, and the last good one goes on serving.

    `public` says it without a value of the data.
    """

    def __init__(self, message: str, public: str = ""):
        super().__init__(message)
        self.public = public or message


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


class Plan:
    """What is to be made: the tables of a build in their order. Its heirs make them."""

    collection: Collection
    queries: Path
    contracts: dict[str, Contract]
    faults: list[Fault]
    files: dict[str, SqlFile]
    checks: list[SqlFile]
    graph: dict[str, list[str]]  # of each step those it reads
    order: list[str]  # of all steps, each after those it reads
    now: datetime

    def _read_queries(self) -> None:
        try:
            self.macros = sqlfile.read_macros(self.queries)
        except duckdb.Error as error:
            text = (self.queries / "macros.sql").read_text(encoding="utf-8")
            raise Refused(str(sqlfile.fault_of(error, "queries/macros.sql", text))) from error
        parsed = Parsed(self.collection.root / "parsed.json")
        for file in sqlfile.read_all(self.queries, "pages", parsed.names_used):
            if file.layer == "checks":
                self.checks.append(file)
                self.faults.extend(file.faults)
                continue
            if file.name in self.files or file.name in SYSTEM_READABLE + SYSTEM_REPORTS:
                self.faults.append(Fault(file.path, 1, f"`{file.name}` is taken: rename the file"))
                continue
            self.files[file.name] = file
        parsed.save()
        self.made_of = sqlfile.made_of(self.files.values())
        self.sources = {
            f"source_{table.id}": table for each in self.contracts.values() for table in each.tables
        }

    def layer_of(self, table: str) -> str:
        """Return the layer a table is of, `system` if the build makes it, else `unknown`."""
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
        graph: dict[str, set[str]] = {name: set() for name in sorted(self.sources)}
        graph["labels"] = graph["indicator_labels"] = graph["worked_examples"] = set()
        graph["indicator_values"] = {
            name for name, file in self.files.items() if file.layer == "indicators"
        }
        graph |= {name: {file.name} for name, file in self.made_of.items()}
        rules = sqlfile.rules(self.queries)
        self.private = sqlfile.private_tables(self.files.values())
        for name, file in self.files.items():
            faults = [*file.faults, *sqlfile.leaks(file, self.private), *bounds.faults(file)]
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
                # Sorted: a set's own order is another in each process, and a build is not.
                self.graph = {name: sorted(reads) for name, reads in graph.items()}
                return list(TopologicalSorter(self.graph).static_order())
            except CycleError as error:
                round_trip = error.args[1]
                name = next(name for name in round_trip if name in self.files)
                file = self.files[name]
                fault = Fault(file.path, 1, f"reads itself in a circle: {' ← '.join(round_trip)}")
                self.faults.append(fault)
                self.files[name] = SqlFile(**{**file.__dict__, "faults": (*file.faults, fault)})
                graph[name] = set()


def fingerprint(*parts: str) -> str:
    """Return a hash of texts."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]
