"""The checks of a build: rows that break a promise, and the tables those call in question."""

import json
from collections import Counter
from collections.abc import Collection

import duckdb

from kit.store import sqlfile
from kit.store.sqlfile import Fault, SqlFile

COLUMNS = (
    "check_name",
    "title",
    "severity",
    "fix",
    "offenders bigint",
    "areas",
    "sample",
    "error",
    "sql",
    "key",
)
LINE = "line"  # the column in which a check says at which line of its file a row stands
SHOWN = 20  # rows kept of those that break a promise; all are counted

# All tables downstream of the rows that a check calls in question: those its label names under
# `about`, or else all it reads. Through a mart that only passes on dates no fault travels.
REACH = """
    with recursive named as (
        select name as check_name, trim(unnest(string_split(value, ','))) as table_name
        from labels
        where layer = 'checks' and key = 'about'
    ),

    about as (
        select * from named
        union
        select name, reads
        from build_reads
        where
            name in (select name from labels where layer = 'checks')
            and name not in (select check_name from named)
    ),

    downstream as (
        select * from about
        union
        select about.check_name, build_reads.reads
        from about
        inner join build_reads on about.table_name = build_reads.name
        where about.table_name = 'indicator_values'
        union
        select downstream.check_name, build_reads.name
        from downstream
        inner join build_reads on downstream.table_name = build_reads.reads
        where build_reads.name not in (select name from labels where key = 'passes_on')
    )

    select * from downstream order by all"""


def run(
    base: duckdb.DuckDBPyConnection,
    check: SqlFile,
    key: str,
    lost: list[str],
    private: Collection[str],
) -> tuple[dict, Fault | None]:
    """Run one check; return its row of `COLUMNS`, and the fault where its SQL is wrong.

    The rows it selects are the offenders; the first are kept to show. `areas` counts them by the
    area they are of, and is empty where one of them is of none. `lost` are tables it reads that
    could not be built, `private` those of which no number may be shown.
    """
    result = {
        "check_name": check.name,
        "title": check.label.get("title", ""),
        "severity": check.label.get("severity", "error"),
        "fix": check.label.get("fix", ""),
        "offenders": 0,
        "areas": "{}",
        "sample": "[]",
        "error": "",
        "sql": check.text,
        "key": key,
    }
    if check.faults:
        return result | {"error": "\n".join(str(fault) for fault in check.faults)}, None
    if lost:  # what it looks at is already told as a fault: it warns, and refuses nothing
        waits = f"waits for {', '.join(lost)}, which could not be built"
        return result | {"severity": "warning", "error": waits}, None
    try:
        found = base.execute(check.text)
        columns = [(column[0], str(column[1])) for column in found.description]
        # In an order of their own: the sample must be the same in each build of the same data.
        rows = sorted(found.fetchall(), key=lambda row: [(cell is None, cell) for cell in row])
    except duckdb.Error as error:
        fault = sqlfile.fault_of(error, check.path, check.text)
        return result | {"error": str(fault)}, fault
    names = [name for name, _ in columns]
    # Of a private table it is told which rows, by the line of the file too, not what small number
    # stands in them.
    hidden = check.reads & set(private)
    shown = {
        name for name, kind in columns if not hidden or kind in ("VARCHAR", "DATE") or name == LINE
    }
    sample = [
        {
            name: None if cell is None else str(cell)
            for name, cell in zip(names, row, strict=True)
            if name in shown
        }
        for row in rows[:SHOWN]
    ]
    areas = Counter(row[names.index("area_code")] for row in rows if "area_code" in names)
    return result | {
        "offenders": len(rows),
        "areas": json.dumps({} if None in areas else dict(sorted(areas.items()))),
        "sample": json.dumps(sample),
    }, None


def failure_text(check: dict) -> str:
    """Say in words what a failed check found."""
    if check["error"]:
        return f"The check {check['check_name']} could not run: {check['error']}"
    return (
        f"The check {check['check_name']} ({check['title']}) found {check['offenders']} rows. "
        f"{check['fix']} First of them: {json.loads(check['sample'])[0]}"
    )
