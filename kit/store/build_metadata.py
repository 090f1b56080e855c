"""The tables in which a build tells of itself: what it is, its sources, its steps, its checks."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from kit.store import checks
from kit.store.contract import Contract
from kit.store.vintages import Import

TABLES: dict[str, tuple[str, ...]] = {
    "build": ("build_id", "built_at timestamp", "version", "collection"),
    "build_sources": (
        "source",
        "table_name",
        "table_title",
        "kind",
        "file",
        "release",
        "sha256",
        "imported_at",
        "rows bigint",
        "set_aside bigint",
        "set_aside_reasons",
        "gaps",
        "title",
        "publisher",
        "licence",
        "attribution",
        "address",
        "next_release",
    ),
    "build_imports": (
        "batch",
        "table_name",
        "table_title",
        "kind",
        "file",
        "release",
        "compared_with",
        "imported_at timestamp",
        "rows bigint",
        "added bigint",
        "revised bigint",
        "gone bigint",
        "is_undone boolean",
    ),
    "build_steps": (
        "position integer",
        "name",
        "layer",
        "path",
        "title",
        "sql",
        "key",
        "content",
        "status",
        "error",
        "rows bigint",
        "seconds double",
        "built_at",
    ),
    "build_reads": ("name", "reads"),
    "check_results": checks.COLUMNS,
}
# The sources of which a file is imported, as `loaded_sources`: every page's foot tells them.
LOADED = """
    select
        source, title, publisher, licence, attribution, address, max(release) as release,
        max(imported_at) as imported_at, sum(rows) as rows
    from build_sources
    where imported_at is not null
    group by source, title, publisher, licence, attribution, address
    order by title"""

# Every step from an indicator down to its sources, and all steps and sources beneath it, by the
# longest way. What a step that only passes on dates was made of is not followed, and a circle that
# an edit has made no further than any way is long.
BENEATH = """
    with recursive followed as (
        select name, 0 as depth, name as beneath
        from labels
        where layer in ('indicators', 'marts', 'staging') and key = 'title'
        union
        select followed.name, followed.depth + 1, build_reads.reads
        from followed
        inner join build_reads on followed.beneath = build_reads.name
        where followed.depth < 60
            and followed.beneath not in (select name from labels where key = 'passes_on')
    )

    select followed.name, followed.beneath, max(followed.depth) as depth,
        any_value(read_by.reads) as reads
    from followed
    left join (
        select name, string_agg(reads, ', ' order by reads) as reads
        from build_reads
        group by name
    ) as read_by on followed.beneath = read_by.name
    group by followed.name, followed.beneath
    order by followed.name, followed.beneath"""

# What the SQL of each indicator and of the marts beneath it asks for by name, in quotes, and the
# most years it looks back.
WRITTEN = """
    with texts as (
        select
            build_beneath.name, regexp_replace(build_steps.sql, '--[^\n]*', '', 'g') as sql
        from build_beneath
        inner join build_steps on build_beneath.beneath = build_steps.name
        where build_steps.layer in ('indicators', 'marts')
    )

    select name, flatten(list(regexp_extract_all(sql, '''([^'']+)''', 1))) as words,
        coalesce(
            max(list_max(cast(regexp_extract_all(sql, 'interval (\\d+) year', 1) as integer[]))), 0
        ) as years
    from texts
    group by name
    order by name"""


def write_table(
    base: duckdb.DuckDBPyConnection, name: str, columns: Iterable[str], rows: list[tuple]
) -> None:
    """Write `rows` into a new table; a column is text unless its name is followed by a type."""
    kinds = ", ".join(column if " " in column else f'"{column}" varchar' for column in columns)
    base.execute(f"create or replace table {name} ({kinds})")
    if rows:
        held = pa.table(
            [pa.array(values) for values in zip(*rows, strict=True)],
            names=[str(number) for number in range(len(rows[0]))],
        )
        base.register("held", held)
        base.execute(f"insert into {name} select * from held")
        base.unregister("held")


def write_metadata(base: duckdb.DuckDBPyConnection, name: str, rows: list[tuple]) -> None:
    """Write one of `TABLES`."""
    write_table(base, name, TABLES[name], rows)


def receipt(vintage: Path | None) -> dict:
    """Return the receipt of a vintage as it was written; nothing where there is none."""
    if vintage is None:
        return {}
    return json.loads((vintage / "receipt.json").read_text(encoding="utf-8"))


def import_facts(contracts: Iterable[Contract], history: Iterable[Import]) -> Iterator[tuple]:
    """Yield every import of a table of the contracts, undone ones too, as `build_imports`."""
    known = {table.id: (table, one) for one in contracts for table in one.tables}
    for made in history:
        for got in made.receipts:
            name = f"{got.source}__{got.table}"
            if name not in known:
                continue
            table, contract = known[name]
            changes = [got.changes.get(each) for each in ("added", "revised", "gone")]
            yield (
                made.batch,
                name,
                table.title or contract.title,
                "register" if table.is_register else "published",
                got.file,
                got.release,
                got.compared_with or None,
                datetime.fromisoformat(got.imported_at).replace(tzinfo=None),
                got.rows_stored,
                *changes,
                made.is_undone,
            )


def source_facts(contracts: Iterable[Contract], vintages: dict[str, Path]) -> Iterator[tuple]:
    """Yield what is known of every table of the contracts, loaded or not, as `build_sources`."""
    for source in contracts:
        for table in source.tables:
            got = receipt(vintages.get(table.id))
            if not got and source.ships:
                continue
            kind = "ships" if source.ships else "register" if table.is_register else "published"
            counts = [
                json.dumps(got[each]) if got else None for each in ("set_aside_reasons", "gaps")
            ]
            yield (
                source.source,
                table.id,
                table.title or source.title,
                kind,
                *(
                    got.get(each)
                    for each in (
                        "file",
                        "release",
                        "sha256",
                        "imported_at",
                        "rows_stored",
                        "rows_set_aside",
                    )
                ),
                *counts,
                source.title,
                source.publisher,
                source.licence,
                source.attribution,
                source.address,
                source.next_release,
            )
