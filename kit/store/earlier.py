"""What earlier builds showed and hid: a reader may have kept it, and can compare.

A table that is made again is first kept as it was, also where a build begins anew.
"""

import contextlib
from pathlib import Path

import duckdb

LABELS = frozenset({"changes", "remembers", "keeps"})


def previous_name(name: str) -> str:
    """Return the name under which a table is kept as it was before it is made again."""
    return f"{name}_before"


def keep(base: duckdb.DuckDBPyConnection, name: str, memory: Path | None) -> None:
    """Keep table `name` as it stands in `base`, or else in the private file of the last build."""
    kept = f'create or replace temp table "{previous_name(name)}" as from {{}}"{name}"'
    with contextlib.suppress(duckdb.CatalogException):
        base.execute(kept.format(""))
        return
    if memory is None:
        return
    place = str(memory).replace("'", "''")
    base.execute(f"attach '{place}' as memory (read_only)")
    try:
        with contextlib.suppress(duckdb.CatalogException):
            base.execute(kept.format("memory."))
    finally:
        base.execute("detach memory")


def keep_hidden(base: duckdb.DuckDBPyConnection, name: str, keys: str) -> None:
    """Put rows of the last build back into `name`, where a row of now agrees in `keys`."""
    with contextlib.suppress(duckdb.CatalogException):  # nothing was kept
        base.execute(
            f"""insert into "{name}"
            select was.* from "{previous_name(name)}" as was
            where ({keys}) in (select ({keys}) from "{name}")
            except from "{name}" """
        )


def remember(base: duckdb.DuckDBPyConnection, name: str, remembered: str, label: str) -> None:
    """Write to `remembered` what earlier builds showed in `name` and it no longer shows.

    `label` names the columns of a row, a colon, and those of which one at least is shown. An older
    build may not have kept all of them.
    """
    keys, values = ([each.strip() for each in part.split(",")] for part in label.split(":"))
    wanted = [*keys, *values]
    columns = ", ".join(wanted)
    rows = f'select {columns} from "{name}" where false'
    for before in (previous_name(name), remembered):
        with contextlib.suppress(duckdb.CatalogException):
            found = [row[0] for row in base.execute(f'describe "{before}"').fetchall()]
            kept = [column for column in wanted if column in found]
            shown = " or ".join(f"{each} is not null" for each in kept if each in values)
            rows += f' union by name select {", ".join(kept)} from "{before}" where {shown}'
    base.execute(
        f"""create or replace table "{remembered}" as
        select * from ({rows}) except select {columns} from "{name}" order by all"""
    )
