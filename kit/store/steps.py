"""The steps of a build: each makes one table, or leaves that of the last build as it stands."""

import json
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import duckdb

from kit.store import bounds, build_metadata, earlier, graphs, matching, solving, sqlfile
from kit.store.paths import OPEN
from kit.store.plan import INDICATOR_COLUMNS, VERSION, Plan, Refused, Step, fingerprint
from kit.store.side_by_side import Connections, Crowded, longest_ways, run_all
from kit.store.sqlfile import Fault, SqlFile

STEP_SECONDS = 600.0  # after which a step is stopped
STEP_MEMORY = "700MB"  # of the database while it builds; what is larger goes to disk


class Steps(Plan):
    """Makes the tables of a plan, several side by side."""

    connections: Connections  # to a database that begins as the last build left it
    before: dict[str, Step]  # the steps of the last build
    made: dict[str, Step]
    vintages: dict[str, Path]
    memory: Path | None  # the private file of the build that is replaced
    public_errors: dict[str, str]  # of each step that failed, what any reader may be told
    clearance: str  # of those for whom the tables are made

    @property
    def base(self) -> duckdb.DuckDBPyConnection:
        """The connection of the thread that asks."""
        return self.connections.mine()

    def _make_all_steps(self, told: Callable[[int, str], None]) -> None:
        """Make every step, in any order the plan allows; keep them in that of the plan.

        Each is worked out by one thread, so that its rows come in the same order in every build.
        `told` hears how many are done, and which was the last.
        """
        # A table as it was before stays in a connection's own tables: one makes and compares both.
        here = {
            *(name for name, file in self.files.items() if file.label.keys() & earlier.LABELS),
            *(name for name, file in self.made_of.items() if file.label.keys() & earlier.LABELS),
        }
        seconds = {name: step.seconds for name, step in self.before.items()}
        ways = longest_ways(self.order, self.graph, dict.fromkeys(self.made_of, 1.0) | seconds)
        faults = len(self.faults)
        for name, step in run_all(self.graph, ways, self._make, here):
            self.made[name] = step
            told(len(self.made), name)
        self.made = {name: self.made[name] for name in self.order}
        self.faults[faults:] = sorted(self.faults[faults:], key=lambda each: (each.path, each.line))

    def _define_macros(self) -> None:
        for name, text in self.macros.items():
            try:
                self.base.execute(text)
            except duckdb.Error as error:
                fault = sqlfile.fault_of(error, "queries/macros.sql", text)
                raise Refused(f"macro `{name}`: {fault}") from error

    def _make(self, name: str, is_alone: bool = True) -> Step:
        begun = time.perf_counter()
        if name in self.files:
            step = self._make_from_file(self.files[name], is_alone)
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
        return fingerprint(VERSION, kind, file.text, *called, *read)

    def _make_from_file(self, file: SqlFile, is_alone: bool) -> Step:
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
        self._hold_to_bound(file)
        try:
            if file.label.keys() & earlier.LABELS:
                earlier.keep(self.base, file.name, self.memory)
            self._run_within_limits(file, is_alone)
            if "keeps" in file.label and self.clearance == OPEN:
                earlier.keep_hidden(self.base, file.name, file.label["keeps"])
            self._hold_to_numbers(file.name)
            if file.layer == "indicators":
                self._hold_to_columns(file.name)
        except duckdb.IOException:  # a disk that is full is no fault of the file
            raise
        except duckdb.Error as error:
            return self._fail(step, [sqlfile.fault_of(error, file.path, file.text)])
        except ValueError as error:
            return self._fail(step, [Fault(file.path, 1, str(error))])
        return self._done(step)

    def _hold_to_bound(self, file: SqlFile) -> None:
        """Raise Refused where the tables that a file multiplies have outgrown its bound."""
        rows = {name: step.rows for name, step in dict(self.made).items() if step.rows is not None}
        if grown := bounds.excess(file, rows):
            raise Refused(
                f"{file.path}: the table {file.name} {grown}, so nothing of this build is used. "
                "Look for a date typed wrong in the last import, or undo it: python -m kit undo"
            )

    def _run_within_limits(self, file: SqlFile, is_alone: bool) -> None:
        """Make a table. Raises Refused where it takes more than a step may, Crowded beside others.

        The build ends there: a table of the last build next to those of this one would be wrong
        without a fault that anybody could correct.
        """
        timer = threading.Timer(STEP_SECONDS, self.base.interrupt)
        timer.start()
        try:
            self.base.execute(f'create or replace table "{file.name}" as {file.text}')
        except duckdb.InterruptException:
            grown = f"was not made within {STEP_SECONDS:g} seconds"
        except duckdb.OutOfMemoryException as error:
            if not is_alone:
                raise Crowded from error
            grown = f"needs more than the {STEP_MEMORY} of memory a step may have"
        else:
            return
        finally:
            timer.cancel()
        raise Refused(
            f"{file.path}: the table {file.name} {grown}, so nothing of this build is used. Undo "
            "the last import or the last change of this file, or make it read fewer rows"
        )

    def _hold_to_numbers(self, table: str) -> None:
        """Raise ValueError where a column holds what is no number: a fault of the file's SQL."""
        columns = self.base.execute(f'describe "{table}"').fetchall()
        numbers = [name for name, kind, *_ in columns if kind in ("DOUBLE", "FLOAT")]
        if not numbers:
            return
        counts = ", ".join(f'count_if(not isfinite("{name}"))' for name in numbers)
        [found] = self.base.execute(f'select {counts} from "{table}"').fetchall()
        wrong = [
            f"{name} ({rows:,} rows)" for name, rows in zip(numbers, found, strict=True) if rows
        ]
        if wrong:
            self.base.execute(f'drop table "{table}"')
            raise ValueError(
                f"holds what is not a number (NaN or infinity) in {', '.join(wrong)}: divide by "
                "nullif(…, 0), and take no root or logarithm of what is below zero"
            )

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
        self.public_errors[step.name] = "\n".join(fault.public() for fault in faults)
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
        step.content = fingerprint(str([column[:2] for column in shape]), str(rows), str(total))
        step.built_at = self.now.isoformat(timespec="seconds")
        return step

    def _make_source(self, name: str) -> Step:
        table = self.sources[name]
        vintage = self.vintages.get(table.id)
        schema = table.typed_schema()
        receipt = build_metadata.receipt(vintage)
        key = fingerprint(
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
            "changes": (self._changes, "what changed when it was last made again", ""),
            "remembers": (self._remembered, "what earlier builds showed", ""),
            "solved": (self._solved, solving.MAKES, solving.VERSION),
        }[asks]
        key = fingerprint(VERSION, version, file.label[asks], rows.content)
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
            rows = list(graphs.place_nodes(iter(cursor.fetchone, None), before))
        build_metadata.write_table(self.base, name, graphs.MADE, rows)

    def _matched(self, name: str, file: SqlFile) -> None:
        alike = [column.strip() for column in file.label["matched"].split(",")]
        wanted = ", ".join(f'"{column}"' for column in [*matching.COLUMNS, *alike])
        rows = self.base.execute(f'select {wanted} from "{file.name}"').df()
        build_metadata.write_table(
            self.base, name, matching.columns(alike), matching.compare_matched(rows, alike)
        )

    def _changes(self, name: str, file: SqlFile) -> None:
        """Write the rows whose value differs from the last build's; none where there was none."""
        if self.clearance != OPEN:  # what changed is told of the open figures alone
            return
        keys, value = (each.strip() for each in file.label["changes"].split(":"))
        was = earlier.previous_name(file.name) if file.name in self.before else file.name
        if not self._table_stands(was):
            was = file.name
        columns = self.base.execute(f'select * from "{file.name}" limit 0').description
        # A value that is hidden now is not told as what it was before.
        hidden = "now.missing_reason = 'suppressed'"
        seen = (
            f"({hidden}) is not true" if ("missing_reason",) in [c[:1] for c in columns] else "true"
        )
        self.base.execute(
            f"""create or replace table "{name}" as
            select {keys}, was."{value}" as was, now."{value}" as now
            from "{was}" as was full join "{file.name}" as now using ({keys})
            where was."{value}" is distinct from now."{value}" and {seen}
            order by {keys}"""
        )

    def _remembered(self, name: str, file: SqlFile) -> None:
        if self.clearance == OPEN or not self._table_stands(name):
            earlier.remember(self.base, file.name, name, file.label["remembers"])

    def _solved(self, name: str, file: SqlFile) -> None:
        rows = self.base.execute(
            f'select {", ".join(solving.COLUMNS)} from "{file.name}" order by all'
        ).fetchall()
        build_metadata.write_table(self.base, name, solving.MADE, solving.solve(rows))

    def _make_system(self, name: str) -> Step:
        rows, columns = {
            "labels": self._labels,
            "indicator_labels": self._indicator_labels,
            "indicator_values": self._indicator_values,
            "worked_examples": self._worked_examples,
        }[name]()
        if name == "indicator_values":
            key = fingerprint(VERSION, *(f"{table} {self.made[table].content}" for table in rows))
        else:
            key = fingerprint(VERSION, json.dumps(rows), str(columns))
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
            build_metadata.write_table(self.base, name, columns, rows)
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
