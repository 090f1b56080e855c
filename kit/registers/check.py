"""Rows of a register held to its contract by the code that holds a file to it on import."""

from dataclasses import dataclass
from datetime import date

import duckdb
import pyarrow as pa

from kit.store import validate
from kit.store.contract import Contract
from kit.store.problems import EMPTY_FORM, Problem, Problems
from kit.store.schema import Table, quoted

_MOST = 200  # rounds: each names up to ten rows that break one rule in one column


@dataclass(frozen=True)
class Fault:
    """What is wrong with a cell: the place of its row, its column, the rule and the remedy."""

    row: int | None
    column: str
    value: str | None
    rule: str
    remedy: str

    def __str__(self) -> str:
        value = "" if self.value is None else f"“{self.value[:60]}” "
        return f"{self.column}: {value}{self.rule}. {self.remedy}."


def faults(
    table: Table, contracts: dict[str, Contract], rows: list[dict[str, str]], today: date
) -> list[Fault]:
    """Return all that is wrong with rows of texts, as an import would find it.

    Rows are told by their place. What no single row breaks has the row None.
    """
    found: list[Fault] = []
    left = dict(enumerate(rows))
    for _ in range(_MOST):
        problems = _problems(table, contracts, left, today)
        made = [_fault(problem) for problem in problems if problem.rule != EMPTY_FORM[0]]
        found += made
        wrong = {one.row for one in made if one.row is not None}
        if not wrong or len(left) == len(wrong):
            break
        left = {place: row for place, row in left.items() if place not in wrong}
    return found


def _problems(
    table: Table, contracts, rows: dict[int, dict[str, str]], today: date
) -> list[Problem]:
    if not rows:
        return []
    names = [column.name for column in table.columns]
    cells = {name: [str(row.get(name) or "").strip() for row in rows.values()] for name in names}
    arrow = pa.table(
        {"source_line": pa.array([place + 1 for place in rows], pa.int64()),
         "source_sheet": pa.array([""] * len(rows), pa.string()),
         **{name: pa.array(values, pa.string()) for name, values in cells.items()}}
    )  # fmt: skip
    problems = Problems()
    with duckdb.connect(config={"threads": 2, "memory_limit": "500MB"}) as database:
        database.register("incoming", arrow)
        listed = ", ".join(map(quoted, ["source_line", "source_sheet", *names]))
        database.execute(f"create table raw as select {listed} from incoming")
        validate.check(database, table, contracts, problems, validate.Clock(today, today))
    return problems.shown


def _fault(problem: Problem) -> Fault:
    row = None if problem.line is None else problem.line - 1
    return Fault(row, problem.column, problem.value, problem.rule, problem.mend)
