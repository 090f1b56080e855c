"""SQL that a reader typed, answered by a process of its own, which is sealed and can be killed.

What a page asks is known and small. What is typed may take all memory or never end, and DuckDB's
own limit of memory and its interrupt do not hold everything: some functions escape both. So the
open file, in which nothing hidden stands, is opened once more by a child that can open nothing
else (`sealed`), and that ends when its time is up. Each reader has one question at a time, and
waits behind those who asked before.
"""

import json
import os
import re
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import duckdb

from kit.store import sealed, sqlfile
from kit.store.paths import PROJECT

if TYPE_CHECKING:  # the process that answers loads it only when there are rows
    from pandas import DataFrame

SECONDS = 10
ROWS = 10_000
LONGEST = 10_000  # characters of a question
_BYTES = 20_000_000  # of an answer
_AT_ONCE = 2  # questions over all sessions of a server
_DONE, _WRONG = 0, 3
_TOO_MUCH = "The question took more memory than it may: ask for less."
_TOO_DEEP = "The question has too many levels of brackets or of queries in queries: use fewer."
_KEPT = re.compile(r"U?(TINY|SMALL|BIG)?INT(EGER)?|FLOAT|DOUBLE|BOOLEAN|VARCHAR|DATE|TIMESTAMP")


class Unanswered(Exception):
    """No answer; the message says why, and of wrong SQL the line and column."""


@dataclass(frozen=True)
class Answer:
    """The rows of an answer, at most ROWS; whether there are more; seconds; the build's id."""

    rows: "DataFrame"
    more: bool
    seconds: float
    build_id: str


class _Turns:
    """Who is answered now and who waits: first come, first served, one turn for each reader."""

    def __init__(self):
        self.changed = threading.Condition()
        self.running: set[str] = set()
        self.waiting: deque[str] = deque()

    @contextmanager
    def turn(self, reader: str) -> Iterator[None]:
        """Wait for the reader's turn and hold it. Raises Unanswered where it does not come."""
        with self.changed:
            if reader in self.running or reader in self.waiting:
                raise Unanswered("Your last question is still being answered: wait for it.")
            self.waiting.append(reader)
            came = self.changed.wait_for(
                lambda: len(self.running) < _AT_ONCE and self.waiting[0] == reader, SECONDS
            )
            self.waiting.remove(reader)
            if came:
                self.running.add(reader)
            self.changed.notify_all()
        if not came:
            raise Unanswered("Others are asking too: try again in a moment.")
        try:
            yield
        finally:
            with self.changed:
                self.running.discard(reader)
                self.changed.notify_all()


_turns = _Turns()


def answer(sql: str, reader: str = "") -> Answer:
    """Put one SELECT that `reader` typed to the build that he is shown. Raises Unanswered."""
    import pyarrow as pa  # the child has no need of what these bring with them

    from kit.store import database

    build = database.current()
    opened = database.open_tables()["code"].tolist()
    asked = {"path": str(build.path), "sql": sql, "opened": opened, "closed": sorted(build.closed)}
    with _turns.turn(reader):
        begun = time.perf_counter()
        try:
            done = subprocess.run(
                [sys.executable, "-B", "-E", "-s", "-m", "kit.store.sql_sandbox"],
                input=json.dumps(asked).encode(),
                capture_output=True,
                timeout=SECONDS,
                cwd=PROJECT,
                env={name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ},
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise Unanswered(
                f"No answer within {SECONDS} seconds, so the question was stopped: ask for less, "
                "or of a table that holds less."
            ) from None
    if done.returncode == _WRONG:
        raise Unanswered(done.stdout.decode())
    if done.returncode != _DONE:
        raise Unanswered(_TOO_MUCH)
    rows = pa.ipc.open_stream(done.stdout).read_all().to_pandas()
    return Answer(rows[:ROWS], len(rows) > ROWS, time.perf_counter() - begun, build.build_id)


def _answered(path: str, sql: str, opened: list[str], closed: list[str]) -> bytes:
    import pyarrow as pa
    import pyarrow.ipc

    if len(sql) > LONGEST:
        raise duckdb.InvalidInputException(f"A question has at most {LONGEST:,} characters")
    config: dict[str, Any] = {
        "enable_external_access": "false",
        "lock_configuration": "true",
        "threads": "1",
        "memory_limit": "500MB",
        "temp_directory": "",
    }
    with duckdb.connect(path, read_only=True, config=config) as base:
        sqlfile.names_used("select 1")  # opens the parser's own database
        sealed.shut()
        sqlfile.hold_to_gate(sql, frozenset(closed), frozenset(opened))
        try:
            found = base.sql(sql).limit(ROWS + 1)
            rows = found.project(", ".join(_columns(found))).to_arrow_table()
        except duckdb.Error:
            base.execute(sql)  # fails as well, and says at which line
            raise
    if rows.nbytes > _BYTES:
        raise duckdb.InvalidInputException(
            f"The answer is larger than {_BYTES // 1_000_000} MB: choose fewer columns or rows"
        )
    held = pa.BufferOutputStream()
    with pa.ipc.new_stream(held, rows.schema) as stream:
        stream.write_table(rows)
    return held.getvalue().to_pybytes()


def _columns(found: duckdb.DuckDBPyRelation) -> Iterator[str]:
    """Select each column as a number, a day or text."""
    for name, kind in zip(found.columns, map(str, found.types), strict=True):
        is_number = kind.startswith("DECIMAL") or kind.endswith("HUGEINT")
        cast = "" if _KEPT.fullmatch(kind) else "::double" if is_number else "::varchar"
        quoted = '"' + name.replace('"', '""') + '"'
        yield f"{quoted}{cast} as {quoted}"


def _child() -> int:
    sealed.bounded(SECONDS)
    asked = json.load(sys.stdin)
    try:
        sys.stdout.buffer.write(_answered(**asked))
        return _DONE
    except (duckdb.OutOfMemoryException, MemoryError):
        sys.stdout.buffer.write(_TOO_MUCH.encode())
    except RecursionError:
        sys.stdout.buffer.write(_TOO_DEEP.encode())
    except duckdb.Error as error:
        fault = sqlfile.fault_of(error, "line", asked["sql"])
        said = f"{fault.message}\n\n{fault.excerpt}" if fault.excerpt else fault.message
        sys.stdout.buffer.write(said.replace(asked["path"], "the build").encode())
    return _WRONG


if __name__ == "__main__":
    sys.exit(_child())
