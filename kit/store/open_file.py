"""The file that serves readers: the tables of a build that they may see, and nothing else.

A build is a private file, in which every layer stands, and for each clearance a file of its own
with the open tables alone: no closed table, no fingerprint of one, no error that quotes a value.
Each is written whole, never changed afterwards, in a form of storage that the DuckDB program has
read since version 1.0.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

import duckdb

from kit.store import build_metadata

STORAGE = "v1.0.0"
CLOSED = "closed_tables"  # the names alone, so that a question which asks for one is told why not
_HIDDEN_SOURCES = """
    select substr(below.reads, 8)
    from build_reads as above
    inner join build_reads as below on above.reads = below.name
    where list_contains($closed_marts, above.name) and below.reads like 'source!_%' escape '!'
"""
# Registers whose number of rows is that of no open table made of them.
_UNCOUNTED = """
    select sources.table_name
    from build_sources as sources
    where sources.kind = 'register' and sources.table_name in (from temp.hidden_sources)
        and not exists (
            from build_reads as below
            inner join build_reads as above on above.reads = below.name
            inner join build_steps as made on made.name = above.name and made.rows = sources.rows
            where below.reads = 'source_' || sources.table_name
                and not list_contains($closed, made.name)
        )
"""
_HIDDEN_STEPS = """
    select unnest($closed_marts)
    union all select 'source_' || table_name from temp.uncounted
    union all select build_reads.name from build_reads
    inner join temp.uncounted on build_reads.reads = 'source_' || uncounted.table_name
"""


def write(
    base: duckdb.DuckDBPyConnection,
    path: Path,
    tables: Iterable[str],
    closed: Mapping[str, bool],
    macros: Iterable[str],
    errors: Mapping[str, str],
) -> None:
    """Write the open file of the build that `base` holds to `path`.

    `tables` are copied as they are, but for those that describe the build itself. `closed` holds
    the name of each closed table and whether its label says private. `errors` are the texts that
    may be read in place of the full ones, by the name of step or check.
    """
    replaced = _redacted(base, closed, errors)
    home = base.execute("select current_database()").fetchall()[0][0]
    place = str(path).replace("'", "''")
    base.execute(f"attach '{place}' as open_file (storage_version '{STORAGE}')")
    try:
        base.execute("use open_file")
        for text in macros:
            base.execute(text)
        for name in tables:
            query = replaced.get(name, f'from "{home}"."{name}"')
            base.execute(f'create table "{name}" as {query.replace("{home}", home)}')
        base.execute(f"create table {CLOSED} (name varchar)")
        if closed:
            base.execute(f"insert into {CLOSED} select unnest(?)", [sorted(closed)])
    finally:
        base.execute(f'use "{home}"')
        base.execute("detach open_file")
    path.chmod(0o600)


def _redacted(
    base: duckdb.DuckDBPyConnection, closed: Mapping[str, bool], errors: Mapping[str, str]
) -> dict[str, str]:
    """Return the query of each table that describes the build, less what readers may not see.

    A key or a content is a hash of what closed tables hold: whoever knows all but one number of
    them can try numbers until the hash agrees. So can he with the hash of a register's file. The
    number of rows of what is hidden, less those that are shown, can be the number of people.
    """
    base.execute("create or replace temp table open_errors (name varchar, said varchar)")
    if errors:
        base.executemany("insert into open_errors values (?, ?)", list(errors.items()))
    private = {"closed_marts": sorted(name for name, is_private in closed.items() if is_private)}
    base.execute(f"create or replace temp table hidden_sources as {_HIDDEN_SOURCES}", private)
    base.execute(f"create or replace temp table uncounted as {_UNCOUNTED}", {"closed": [*closed]})
    base.execute(f"create or replace temp table hidden_steps as {_HIDDEN_STEPS}", private)
    error = (
        "case when error = '' then '' else coalesce((select any_value(said) from "
        "temp.open_errors where open_errors.name = {key}), 'It could not be run') end as error"
    )
    hidden = "kind = 'register' and table_name in (from temp.hidden_sources)"
    counts = ", ".join(
        f"case when table_name in (from temp.uncounted) then null else {name} end as {name}"
        for name in ("rows", "gaps", "set_aside", "set_aside_reasons")
    )
    changes = ", ".join(
        f"case when {hidden} then null else {name} end as {name}"
        for name in ("rows", "added", "revised", "gone")
    )
    return {
        "build_steps": "select * replace ('' as key, '' as content, case when name not in "
        "(from temp.hidden_steps) then rows end as rows, "
        + error.replace("{key}", "steps.name")
        + ') from "{home}".build_steps as steps',
        "check_results": "select * replace ('' as key, "
        + error.replace("{key}", "results.check_name")
        + ') from "{home}".check_results as results',
        "build_sources": f"select * replace (case when {hidden} then null else sha256 end as "
        f'sha256, {counts}) from "{{home}}".build_sources',
        # One row added is one person: no count of changes is told, however many rows there are.
        "build_imports": f'select * replace ({changes}) from "{{home}}".build_imports',
        "loaded_sources": build_metadata.LOADED,  # of the rows just written
    }


def open_tables(
    standing: Collection[str],
    layer_of: Callable[[str], str],
    read_by_pages: Collection[str],
    private: Collection[str],
) -> tuple[list[str], dict[str, bool]]:
    """Part the tables of a build into those readers may see, and the closed ones.

    `read_by_pages` are the layers a page may read, `private` the tables whose label says so.
    """
    opened, closed = [], {}
    for name in standing:
        if name not in private and layer_of(name) in read_by_pages:
            opened.append(name)
        else:
            closed[name] = name in private
    return opened, closed
