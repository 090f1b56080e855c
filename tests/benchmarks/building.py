"""What a build costs beside the same statements run by DuckDB alone: `run.py building [TIMES]`.

Of published England where ../shared/data is there, else of the demonstration. DuckDB alone runs
every statement of the plan in its order, on one core, with nothing checked, hashed, kept or written
for readers; tables that no statement makes (labels, layouts, matches) are given to it. Then one
indicator is touched, in a copy of the project, and the command typed again. Seconds of wall and of
processor time, each in a process of its own; medians of TIMES (3).
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from kit.store import sqlfile

PROJECT = Path(__file__).resolve().parents[2]
SHARED_DATA = PROJECT.parent / "shared" / "data"
TIMES = 3
_LEFT_OUT = (".git", ".venv", "store", "node_modules", "*_cache", "provider")


@dataclass(frozen=True)
class Cost:
    """What a piece of work took: seconds of wall and of processor time, and its peak in MB."""

    seconds: float
    processor: float
    peak: float


class Copy:
    """A copy of the project with a store of its own, in which files can be touched."""

    def __init__(self, folder: Path):
        self.folder, self.store = folder / "project", folder / "store"
        shutil.copytree(PROJECT, self.folder, ignore=shutil.ignore_patterns(*_LEFT_OUT))

    def kit(self, *arguments: str) -> Cost:
        """Run a command of the kit as it is typed; return what it took."""
        before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "kit", *arguments],
            cwd=self.folder,
            env=os.environ | {"CAA_STORE": str(self.store)},
            check=True,
            stdout=subprocess.DEVNULL,
        )
        took, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return Cost(took, spent, after.ru_maxrss / 1024)

    def private_file(self, data: str) -> Path:
        """Return the private file of the newest build."""
        return sorted(self.store.glob(f"{data}/builds/*.duckdb"))[-1]

    def touch(self, number: int) -> None:
        """Edit the SQL of one indicator."""
        file = sorted((self.folder / "queries" / "indicators").rglob("attainment*.sql"))[0]
        head, last = file.read_text(encoding="utf-8").rsplit("select", 1)
        file.write_text(f"{head}-- touched {number}\nselect{last}", encoding="utf-8")


def run_alone(build: Path) -> Cost:
    """Run the statements of a build in a new file by one thread of DuckDB."""
    macros = sqlfile.read_macros(PROJECT / "queries").values()
    with duckdb.connect(str(build), read_only=True) as old:
        views = old.execute("select sql from duckdb_views() where not internal").fetchall()
        steps = old.execute(
            "select name, sql from build_steps where layer <> 'source' and content <> '' "
            "order by position"
        ).fetchall()
    with tempfile.TemporaryDirectory() as folder:
        begun, used = time.perf_counter(), time.process_time()
        with duckdb.connect(f"{folder}/alone.duckdb", config={"threads": 1}) as base:
            base.execute(f"attach '{build}' as held (read_only)")
            for text in [*macros, *(view for (view,) in views)]:
                base.execute(text)
            for name, sql in steps:
                held = f'from held."{name}"'
                base.execute(f'create table "{name}" as {sql or held}')
        return Cost(time.perf_counter() - begun, time.process_time() - used, 0.0)


def median(work: Callable[[], Cost], times: int) -> Cost:
    """Return the median of each cost of a few goes."""
    costs = [work() for _ in range(times)]
    return Cost(
        *(
            statistics.median(getattr(cost, each) for cost in costs)
            for each in Cost.__dataclass_fields__
        )
    )


def measure(times: int = TIMES) -> tuple[str, dict[str, Cost]]:
    """Return of which data, and what each piece of work took."""
    data = "published" if SHARED_DATA.is_dir() else "demonstration"
    costs: dict[str, Cost] = {}
    with tempfile.TemporaryDirectory() as folder:
        copy = Copy(Path(folder))
        if data == "published":
            costs["import of ../shared/data"] = copy.kit("import", str(SHARED_DATA), "--no-build")
        copy.kit("build", "--data", data)
        costs["full build"] = median(lambda: copy.kit("build", "--data", data, "--full"), times)
        costs["the same statements, DuckDB alone"] = median(
            lambda: run_alone(copy.private_file(data)), times
        )
        costs["nothing touched"] = median(lambda: copy.kit("build", "--data", data), times)
        numbers = iter(range(times))

        def touched() -> Cost:
            copy.touch(next(numbers))
            return copy.kit("build", "--data", data)

        costs["an indicator touched, typed"] = median(touched, times)
    return data, costs


def report(data: str, costs: dict[str, Cost]) -> str:
    """Return the table of a run."""
    lines = [f"| {data} | seconds | processor s | peak MB |", "| --- | ---: | ---: | ---: |"]
    lines += [
        f"| {name} | {cost.seconds:.2f} | {cost.processor:.2f} | {cost.peak:.0f} |"
        for name, cost in costs.items()
    ]
    whole, alone = costs["full build"], costs["the same statements, DuckDB alone"]
    lines.append(f"\nfull build {whole.seconds / alone.seconds:.2f} x the same statements alone")
    return "\n".join(lines)


def said(costs: dict[str, Cost]) -> str:
    """Return the figure."""
    touched = costs["an indicator touched, typed"]
    return f"build {costs['full build'].seconds:.1f} s; touched {touched.seconds:.2f} s"


def main(times: str = str(TIMES)) -> None:
    """Measure, print the table, and end with the figure in one line."""
    data, costs = measure(int(times))
    print(f"{report(data, costs)}\n\n{said(costs)}")
