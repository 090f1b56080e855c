"""What is kept on screen becomes what figures are made of: a consistent copy, with its hash.

Each register that is kept on screen and confirmed for a day is imported like a file, so that it is
checked, typed and kept as a vintage by the same code; the same rows make no new one.
"""

import csv
import tempfile
from pathlib import Path

from sqlalchemy import select

from kit.records import store, tables
from kit.registers import ledger
from kit.store import importing
from kit.store.contract import Contract
from kit.store.paths import Collection


def is_kept(collection: Collection) -> bool:
    """Say whether anything was ever written in the app, without making its store."""
    return store.address(collection).get_backend_name() != "sqlite" or (
        store.path(collection).exists()
    )


def take(collection: Collection, contracts: dict[str, Contract]) -> list[importing.Result]:
    """Import every register kept on screen as it is at one moment; return what became of each.

    A register that is not confirmed for any day is left out: what is counted would be unknown.
    """
    if not is_kept(collection):
        return []
    results: list[importing.Result] = []
    rows = _all_rows(collection)
    with tempfile.TemporaryDirectory() as folder:
        for name, table in ledger.registers(contracts).items():
            if not rows.get(name):
                continue
            state = ledger.state(table, collection)
            if state.follows != "screen" or state.complete_as_at is None:
                continue
            path = Path(folder) / f"{name} {ledger.ON_SCREEN}.csv"
            names = [column.name for column in table.columns]
            with path.open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file)
                writer.writerow(names)
                writer.writerows([row.get(one, "") for one in names] for row in rows[name])
            results += importing.import_paths(
                collection, contracts, [path], as_source=name,
                complete_as_at=state.complete_as_at, older=True,
            )  # fmt: skip
    return results


def _all_rows(collection: Collection) -> dict[str, list[dict]]:
    """Return the rows of every register as they are at one moment, in the order of their keys."""
    kept = tables.register_rows
    asked = select(kept.c.register, kept.c["values"]).order_by(kept.c.register, kept.c.row_key)
    made: dict[str, list[dict]] = {}
    with store.reading(collection) as connection:
        for register, values in connection.execute(asked):
            if values is not None:
                made.setdefault(register, []).append(values)
    return made
