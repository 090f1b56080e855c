"""The store verified: which builds can be opened, which stored files are what was written."""

from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from kit.store import building, vintages
from kit.store.paths import Collection


@dataclass
class Found:
    """What a look through a store found: what is in order, and what to do about the rest."""

    notes: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def check(collection: Collection) -> Found:
    """Return what is wrong in the store of a collection, with the file to import again."""
    found = Found()
    whole = 0
    for table, vintage in vintages.current_vintages(collection).items():
        if vintages.is_whole(vintage):
            whole += 1
            continue
        told = vintages.receipt(vintage)
        again = "it is imported by itself with the next build"
        if told.release != vintages.SHIPPED and told.batch != vintages.SHIPPED:
            again = f"import {told.file} again"
        found.problems.append(
            f"{table}: the stored file of release {told.release} is damaged: {again}."
        )
    found.notes.append(f"{whole} stored tables are as they were written.")
    current = building.current_path(collection)
    for path in sorted(collection.builds.glob("*.duckdb"), reverse=True):
        word = " (in use)" if path == current else ""
        if _opens(path):
            found.notes.append(f"Build {path.stem}{word}: as it was written.")
        else:
            found.problems.append(
                f"Build {path.stem}{word} is damaged: run `python -m kit build --data "
                f"{collection.name}`; until then an earlier one is shown."
            )
    if current is None:
        found.problems.append(
            f"Nothing is built: run `python -m kit build --data {collection.name}`."
        )
    return found


def _opens(path: Path) -> bool:
    """Say whether a build can be opened and every table of it read."""
    try:
        with building.open_read_only(path) as base:
            names = base.execute("select table_name from duckdb_tables()").fetchall()
            for (name,) in names:
                base.execute(f'select sum(hash(each)) from "{name}" as each').fetchone()
    except duckdb.Error:
        return False
    return bool(names)
