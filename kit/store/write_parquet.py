"""A checked table is written: its rows, what was set aside, and what changed since the last."""

import csv
from pathlib import Path

import duckdb

from kit.spreadsheet import harmless
from kit.store.contract import Table, literal, quoted
from kit.store.validate import same_values, stored_columns


def write(database: duckdb.DuckDBPyConnection, table: Table, folder: Path) -> dict:
    """Write data.parquet and set_aside.csv; give the counts of the receipt."""
    stored = ", ".join(map(quoted, stored_columns(table)))
    database.execute(
        f'create view stored as select "@row", {stored} from typed anti join aside using ("@row")'
    )
    database.execute(
        f'copy (select * exclude ("@row") from stored order by "@row") '
        f"to {literal(folder / 'data.parquet')} (format parquet, compression zstd)"
    )
    names = [*table.constants, *(column.name for column in table.columns)]
    columns = ", ".join(f"raw.{quoted(name)}" for name in names)
    found = database.execute(
        f'select source_sheet, source_line, "@why", {columns} '
        'from aside join raw on raw.rowid = aside."@row" order by "@row"'
    )
    with (folder / "set_aside.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["source_sheet", "source_line", "why", *names])
        while rows := found.fetchmany(10_000):
            writer.writerows([[_cell(cell) for cell in row] for row in rows])
    reasons = dict(
        database.execute('select "@why", count(*) from aside group by 1 order by 1').fetchall()
    )
    read, stored, aside = database.execute(
        "select (select count(*) from raw), (select count(*) from stored), count(*) from aside"
    ).fetchone()
    assert read == stored + aside, f"{read} rows read, {stored} stored, {aside} set aside"
    missing = [name for name in stored_columns(table) if name.endswith("__missing")]
    gaps: dict[str, int] = {}
    for name in missing:
        for why, count in database.execute(
            f"select {quoted(name)}, count(*) from stored "
            f"where {quoted(name)} is not null group by 1"
        ).fetchall():
            gaps[why] = gaps.get(why, 0) + count
    warnings = [
        f"{count:,} row{'s' * (count != 1)} set aside: {why}"
        for why, count in reasons.items()
        if "key" in why
    ]
    return {
        "rows_read": read,
        "rows_stored": stored,
        "rows_set_aside": aside,
        "set_aside_reasons": reasons,
        "gaps": dict(sorted(gaps.items())),
        "warnings": warnings,
    }


def _cell(cell: object) -> object:
    """Keep a cell from being run as a formula; a plain number, as -5, is left as it stands."""
    try:
        float(cell)
    except (TypeError, ValueError):
        return harmless(cell)
    return cell


def compare(
    database: duckdb.DuckDBPyConnection, table: Table, folder: Path, before: Path | None
) -> dict[str, int]:
    """Count the cells added, gone and revised since the vintage `before`; list them in a file."""
    if before is None:
        return {}
    old = f"read_parquet({literal(before / 'data.parquet')})"
    known = {name for name, *_ in database.execute(f"describe select * from {old}").fetchall()}
    if not set(table.key) <= known:
        return {}
    kinds = dict(table.typed_schema())
    names = [*table.constants, *(column.name for column in table.columns)]
    compared = [name for name in names if name in known and name not in table.key]

    def cells(source: str) -> str:
        shown = [
            f"coalesce(cast({quoted(n)} as varchar), "
            + (f"'[' || {quoted(n + '__missing')} || ']')" if n + "__missing" in kinds else "null)")
            + f" as {quoted(n)}"
            for n in compared
        ]
        columns = ", ".join([*map(quoted, table.key), *shown])
        return f'select {columns}, true as "@here" from {source}'

    pairs = ", ".join(f"struct_pack(a := old.{quoted(n)}, z := new.{quoted(n)}) as {quoted(n)}"
                      for n in compared)  # fmt: skip
    keys = ", ".join(f"coalesce(old.{quoted(n)}, new.{quoted(n)}) as {quoted(n)}"
                     for n in table.key)  # fmt: skip
    differs = " or ".join(f"old.{quoted(n)} is distinct from new.{quoted(n)}" for n in compared)
    database.execute(
        f"create table differing as select {keys}{', ' if pairs else ''}{pairs} "
        f"from ({cells(old)}) as old full join ({cells('stored')}) as new "
        f"on {' and '.join(same_values('old', 'new', table.key))} "
        f'where old."@here" is null or new."@here" is null{" or " if differs else ""}{differs}'
    )
    key = ", ".join(map(quoted, table.key))
    parts = [
        f"select {key}, {literal(n)} as \"@column\", case when {quoted(n)}.a is null then 'added' "
        f"when {quoted(n)}.z is null then 'gone' else 'revised' end as \"@change\", "
        f'{quoted(n)}.a as "@old", {quoted(n)}.z as "@new" from differing '
        f"where {quoted(n)}.a is distinct from {quoted(n)}.z"
        for n in compared
    ]
    if not parts:
        return {}
    database.execute(f"create table changes as {' union all '.join(parts)}")
    database.execute(f"""
        copy (
            select {key}, "@column" as "column", "@change" as change, "@old" as old, "@new" as new
            from changes order by all
        ) to {literal(folder / "changes.csv")} (format csv, header)""")
    counts = dict(database.execute('select "@change", count(*) from changes group by 1').fetchall())
    return {change: counts.get(change, 0) for change in ("added", "gone", "revised")}
