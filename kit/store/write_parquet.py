"""A checked table is written: its rows, what was set aside, and what changed since the last."""

import csv
from pathlib import Path
from typing import Any

import duckdb

from kit.spreadsheet import escape_formula
from kit.store.duplicates import same_values, stored_columns
from kit.store.schema import Table, literal, quoted


def write(
    database: duckdb.DuckDBPyConnection,
    table: Table,
    folder: Path,
    before: Path | None,
    release: str,
    file: str,
) -> dict:
    """Write data.parquet and set_aside.csv; give the counts of the receipt.

    Of a table whose publisher issues a file for each period, the other periods of the vintage
    `before` are written too, so that they stand side by side, each with its file and release.
    """
    stored = ", ".join(map(quoted, stored_columns(table)))
    database.execute('delete from typed where "@row" in (select "@row" from aside)')
    database.execute(f"create view stored as select {stored} from typed")
    # Rows of one table are written in the order in which they were read, without sorting.
    rows = "select * from stored"
    if table.side_by_side:
        told = f"{literal(file)} as source_file, {literal(release)} as source_release"
        rows = f"select *, {told} from stored"
        if before is not None:
            period = quoted(table.side_by_side)
            rows = (
                f"from ({rows}) union all by name select * from "
                f"read_parquet({literal(before / 'data.parquet')}) "
                f"where {period} not in (select {period} from stored)"
            )
    database.execute(
        f"copy ({rows}) to {literal(folder / 'data.parquet')} (format parquet, compression zstd)"
    )
    _write_set_aside(database, table, folder)
    reasons = dict(
        database.execute('select "@why", count(*) from aside group by 1 order by 1').fetchall()
    )
    read, stored, aside = database.execute(
        "select (select count(*) from raw), (select count(*) from stored), count(*) from aside"
    ).fetchall()[0]
    assert read == stored + aside, f"{read} rows read, {stored} stored, {aside} set aside"
    gaps: dict[str, int] = {}
    for name in _with_gaps(database, table):
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


def _with_gaps(database, table: Table) -> list[str]:
    """Return the columns of reasons in which there is one."""
    missing = [name for name in stored_columns(table) if name.endswith("__missing")]
    if not missing:
        return []
    counted = ", ".join(f"count({quoted(name)})" for name in missing)
    counts = database.execute(f"select {counted} from stored").fetchone()
    return [name for name, count in zip(missing, counts, strict=True) if count]


def standing(folder: Path) -> tuple[list[str], str]:
    """Return the files of which rows stand side by side, and the newest release of theirs."""
    with duckdb.connect() as database:
        files, release = database.execute(
            "select list(distinct source_file order by source_file), max(source_release) "
            f"from read_parquet({literal(folder / 'data.parquet')})"
        ).fetchall()[0]
    return files, release


def _write_set_aside(database, table: Table, folder: Path) -> None:
    """Write the rows that are not data, as they were read, with why."""
    names = [*table.constants, *(column.name for column in table.columns)]
    columns = ", ".join(f"raw.{quoted(name)}" for name in names)
    found = database.execute(
        f'select source_sheet, source_line, "@why", {columns} '
        'from aside join raw on raw.rowid = aside."@row" order by "@row"'
    )
    with (folder / "set_aside.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["source_sheet", "source_line", "why", *names])
        while lines := found.fetchmany(10_000):
            writer.writerows([[_cell(cell) for cell in line] for line in lines])


def _cell(cell: Any) -> Any:
    """Keep a cell from being run as a formula; a plain number, as -5, is left as it stands."""
    if not cell or (str(cell)[0].isalpha() and str(cell)[0].isascii()):
        return cell
    try:
        float(cell)
    except (TypeError, ValueError):
        return escape_formula(cell)
    return cell


def compare(
    database: duckdb.DuckDBPyConnection, table: Table, folder: Path, before: Path | None
) -> dict[str, int]:
    """Count the rows added, gone and revised since `before`; list their cells in a file."""
    if before is None:
        return {}
    old = f"read_parquet({literal(before / 'data.parquet')})"
    if table.side_by_side:  # the other periods stay
        period = quoted(table.side_by_side)
        old = f"(select * from {old} where {period} in (select {period} from stored))"
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
        f'create table differing as select {keys}, old."@here" as "@was", '
        f'new."@here" as "@is"{", " if pairs else ""}{pairs} '
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
    rows = database.execute("""
        select count(*) filter (where "@was" is null), count(*) filter (where "@is" is null),
            count(*) filter (where "@was" and "@is")
        from differing""").fetchall()[0]
    if parts:
        database.execute(f"create table changes as {' union all '.join(parts)}")
        database.execute(f"""
            copy (
                select {key}, "@column" as "column", "@change" as change, "@old" as old,
                    "@new" as new
                from changes order by all
            ) to {literal(folder / "changes.csv")} (format csv, header)""")
    return dict(zip(("added", "gone", "revised"), rows, strict=True))
