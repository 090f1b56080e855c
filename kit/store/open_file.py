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
FEW_ROWS = 100  # a table about people with fewer is not told how many: each may be a person
CLOSED = "closed_tables"  # the names alone, so that a question which asks for one is told why not
_HIDDEN_SOURCES = """
    select substr(below.reads, 8)
    from build_reads as above
    inner join build_reads as below on above.reads = below.name
    where list_contains($closed_marts, above.name) and below.reads like 'source!_%' escape '!'
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
    number of rows of a small closed table can be the number of people.
    """
    base.execute("create or replace temp table open_errors (name varchar, said varchar)")
    if errors:
        base.executemany("insert into open_errors values (?, ?)", list(errors.items()))
    base.execute(
        f"create or replace temp table hidden_sources as {_HIDDEN_SOURCES}",
        {"closed_marts": sorted(name for name, is_private in closed.items() if is_private)},
    )
    error = (
        "case when error = '' then '' else coalesce((select any_value(said) from "
        "temp.open_errors where open_errors.name = {key}), 'It could not be run') end as error"
    )
    base.execute("create or replace temp table closed_steps (name varchar)")
    if closed:
        base.execute("insert into closed_steps select unnest(?)", [sorted(closed)])
    hidden = "kind = 'register' and table_name in (from temp.hidden_sources)"
    few = f"{hidden} and rows < {FEW_ROWS}"
    counts = ", ".join(
        f"case when {few} then null else {name} end as {name}"
        for name in ("rows", "gaps", "set_aside", "set_aside_reasons")
    )
    changes = ", ".join(
        f"case when {hidden} then null else {name} end as {name}"
        for name in ("rows", "added", "revised", "gone")
    )
    return {
        "build_steps": "select * replace ('' as key, '' as content, case when rows >= "
        f"{FEW_ROWS} or name not in (from temp.closed_steps) then rows end as rows, "
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
