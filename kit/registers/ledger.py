"""Registers kept on screen: their rows, who may be relied on for which day, and what they follow.

A register follows one of two: what is kept on screen, or the file imported last. It follows the
screen from the day somebody says so; a file imported later is followed until the next such day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

import duckdb
from sqlalchemy import Connection

from kit.people import access, record
from kit.records import register_rows as records
from kit.records.register_rows import Change, Edit, Row
from kit.records.store import Refused
from kit.registers import check
from kit.registers.offers import row_key
from kit.registers.questions import Answers
from kit.store import vintages
from kit.store.contract import Contract
from kit.store.paths import Collection
from kit.store.schema import Column, Table, literal, quoted

STATES, REFUSALS, MATCHES = "register_states", "refused_offers", "spreadsheet_matches"
ON_SCREEN = "kept on screen"  # in the name of the file a build takes of what is kept on screen
Known = dict[str, dict[str, str]]


class Faulty(Refused):
    """Rows break the contract: nothing was kept. `faults`: each with row, column and remedy."""

    def __init__(self, faults: list[check.Fault]):
        self.faults = faults
        said = "; ".join(map(str, faults[:5]))
        more = f" and {len(faults) - 5} more" if len(faults) > 5 else ""
        super().__init__(f"Not saved: {said}{more}")


@dataclass(frozen=True)
class State:
    """What a register follows (screen, file or nothing), and the day it is complete as at."""

    register: str
    follows: str
    file: str = ""
    complete_as_at: date | None = None
    role: str = ""
    confirmed_at: str = ""
    version: int = 0


def registers(contracts: dict[str, Contract]) -> dict[str, Table]:
    """Return the registers an authority keeps, by name."""
    return {
        table.source: table
        for contract in contracts.values()
        for table in contract.tables
        if table.is_register
    }


def state(table: Table, collection: Collection) -> State:
    """Return what a register follows and the day it is complete as at."""
    told = {one.row_key: one for one in records.rows(STATES, collection=collection)}
    said = told.get(table.source)
    values = said.values if said else {}
    vintage = vintages.current_vintages(collection).get(table.id)
    receipt = vintages.receipt(vintage) if vintage else None
    is_file = receipt is not None and ON_SCREEN not in receipt.file
    since, version = values.get("follows_since", ""), said.version if said else 0
    if since and receipt and receipt.batch == vintages.SHIPPED:
        is_file = False  # what ships is imported again with each release of the product
    if is_file and receipt and receipt.imported_at > since:
        day = date.fromisoformat(receipt.complete_as_at) if receipt.complete_as_at else None
        return State(table.source, "file", receipt.file, day, version=version)
    if not since:
        return State(table.source, "", version=version)
    day = values.get("complete_as_at")
    return State(
        table.source,
        "screen",
        complete_as_at=date.fromisoformat(day) if day else None,
        role=values.get("role", ""),
        confirmed_at=values.get("confirmed_at", ""),
        version=version,
    )


def overtaken(
    contracts: dict[str, Contract], sources: Iterable[str], collection: Collection
) -> list[str]:
    """Return the registers of `sources` that hold rows kept on screen and now follow a file."""
    held, tables = set(records.registers(collection)), registers(contracts)
    return [
        name for name in sorted({*sources} & {*tables} & held)
        if state(tables[name], collection).follows == "file"
    ]  # fmt: skip


def confirm(
    table: Table, day: date | None, role: str, collection: Collection, *, starts: bool = False
) -> None:
    """Keep the day to which a register is complete, with the role that says so."""
    access.require("registers")
    if day is not None and day > datetime.now(UTC).date():
        raise Refused("Not saved: that day is still to come. Give the last day it is complete for.")
    said = {one.row_key: one for one in records.rows(STATES, collection=collection)}
    before = said.get(table.source)
    values = dict(before.values) if before else {}
    now = datetime.now(UTC).isoformat(timespec="microseconds")  # as imports are dated
    if starts or not values.get("follows_since"):
        values["follows_since"] = now
    if day is not None:
        values |= {"complete_as_at": day.isoformat(), "role": role, "confirmed_at": now}
    change = Change(table.source, values, before.version if before else 0)

    def note(connection: Connection, _saved: list[Row]) -> None:
        record.write_within(connection, "register", register=table.source, complete_as_at=day)

    records.save(STATES, [change], who=role, source="Registers", collection=collection, within=note)


def file_rows(table: Table, collection: Collection) -> list[dict[str, str]]:
    """Return the rows of the file a register was imported from last, as texts."""
    vintage = vintages.current_vintages(collection).get(table.id)
    if vintage is None:
        return []
    names = [column.name for column in table.columns]
    cells = ", ".join(_as_text(column) for column in table.columns)
    path = literal(vintage / "data.parquet")
    found = duckdb.execute(f"select {cells} from read_parquet({path})").fetchall()
    return [dict(zip(names, row, strict=True)) for row in found]


def _as_text(column: Column) -> str:
    name = quoted(column.name)
    if column.type == "date":
        return f"coalesce(strftime({name}, '%Y-%m-%d'), '')"
    if column.type == "decimal":
        return f"coalesce(regexp_replace(cast({name} as varchar), '\\.0$', ''), '')"
    gap = (
        ""
        if column.is_text
        else f"when {quoted(column.name + '__missing')} = 'suppressed' then 'c'"
    )
    return f"case {gap} else coalesce(cast({name} as varchar), '') end" if gap else (
        f"coalesce(cast({name} as varchar), '')")  # fmt: skip


def current(table: Table, collection: Collection) -> list[dict[str, str]]:
    """Return the rows of a register as the figures follow them: of the screen, or of the file."""
    if state(table, collection).follows == "screen":
        return [row.values for row in records.rows(table.source, collection=collection)]
    return file_rows(table, collection)


def names(table: Table, collection: Collection) -> dict[str, str]:
    """Return the number of each row of a register with what a person calls it."""
    own = table.key[0]
    titles = [one.name for one in table.columns if one.type == "text" and one.required]
    title = next((one for one in ("name", "title") if one in titles), own)
    return {row[own]: row[title] or row[own] for row in current(table, collection)}


def known(table: Table, tables: dict[str, Table], collection: Collection) -> Known:
    """Return what the registers that one refers to hold: numbers with names."""
    wanted = {column.refers for column in table.columns if column.refers}
    return {name: names(tables[name], collection) for name in sorted(wanted)}


# ── Changing ─────────────────────────────────────────────────────────────────────────────────


def save(
    table: Table,
    contracts: dict[str, Contract],
    changes: Iterable[Change],
    *,
    role: str,
    source: str,
    collection: Collection,
) -> list[Row]:
    """Keep changes of a register, all or none, if every changed row keeps its contract.

    Raises Faulty with what is wrong, records.Changed where somebody saved in between, and Refused
    where the register follows a file.
    """
    changes = list(changes)
    for place in sorted({one.area_code for one in changes}):
        access.require("registers", place or None)
    rows = [one.values for one in changes if one.values is not None]
    if found := check.faults(table, contracts, rows, datetime.now(UTC).date()):
        raise Faulty(found)
    if not role:
        raise Refused("Not saved: choose the role you change it as.")
    standing = state(table, collection)
    if standing.follows == "file":
        raise Refused(
            f"Not saved: this register follows the file {standing.file}. "
            "Choose to keep it here first."
        )
    if not standing.follows:
        confirm(table, None, role, collection, starts=True)
    return records.save(
        table.source, changes, who=role, source=source, collection=collection,
        within=_recorded(table, changes),
    )  # fmt: skip


def _recorded(table: Table, changes: list[Change]):
    """Return what writes into the record how many rows of which authority a save changes."""

    def note(connection: Connection, _saved: list[Row]) -> None:
        for place in sorted({one.area_code for one in changes}):
            rows = sum(one.area_code == place for one in changes)
            record.write_within(connection, "register", place, register=table.source, rows=rows)

    return note


def refused(table: Table, area_code: str, collection: Collection) -> set[str]:
    """Return the marks of the offers of a register that an authority refused."""
    return {
        row.values["mark"] for row in records.rows(REFUSALS, area_code, collection)
        if row.values["register"] == table.source
    }  # fmt: skip


def refuse(
    table: Table, marks: list[str], area_code: str, *, role: str, collection: Collection
) -> None:
    """Keep that offers were refused, by their marks: they are not made again."""
    changes = [
        Change(f"{table.source}|{mark}", {"register": table.source, "mark": mark}, None, area_code)
        for mark in marks
    ]
    _save_beside(REFUSALS, changes, {"register": table.source, "offers_refused": len(marks)},
                 role, "offer", collection)  # fmt: skip


def keep_matching(
    table: Table, key: str, answers: Answers, area_code: str, *, role: str, source: str,
    collection: Collection,
) -> None:  # fmt: skip
    """Keep the decisions made on a kind of spreadsheet, so that the next such is one click."""
    about = {"register": table.source, "decisions_on_a_spreadsheet": len(answers)}
    change = Change(key, dict(answers), None, area_code)
    _save_beside(MATCHES, [change], about, role, source, collection)


def decided_names(table: Table, matchings: list[Answers]) -> Answers:
    """Return what names were decided to mean, in whichever spreadsheet, by the columns of `table`.

    A name decided to be two things is none of them: it is asked about again.
    """
    names = {column.name for column in table.columns if column.refers}
    said: dict[str, set[str]] = {}
    for about, value in ((a, v) for one in matchings for a, v in one.items()):
        what, _, rest = about.partition(":")
        column, _, _ = rest.partition(":")
        if what == "value" and column in names and not value.startswith("("):
            said.setdefault(about, set()).add(value)
    return {about: values.pop() for about, values in said.items() if len(values) == 1}


def _save_beside(
    where: str, changes: list[Change], about: dict, role: str, source: str, collection: Collection
) -> None:
    """Save what is kept beside the rows of registers, and write into the record that it was."""
    place = changes[0].area_code if changes else ""
    access.require("registers", place or None)

    def note(connection: Connection, _saved: list[Row]) -> None:
        record.write_within(connection, "register", place, **about)

    records.save(where, changes, who=role, source=source, collection=collection, within=note)


def edits(
    table: Table, before: dict[str, Row], after: dict[str, dict[str, str] | None], area_code: str
) -> list[Change]:
    """Return the changes that make rows what they are to be.

    `after`: for each row by the key it had (a new one: any text not in `before`) its values, None
    where it is deleted. A row whose key changes is deleted and added.
    """
    made: list[Change] = []
    for key, values in after.items():
        was = before.get(key)
        if values is None:
            if was:
                made.append(Change(key, None, was.version, was.area_code))
            continue
        place = values.get("area_code") or (was.area_code if was else area_code)
        new_key = row_key(table, values)
        if was and new_key != key:
            made.append(Change(key, None, was.version, was.area_code))
        version = was.version if was and new_key == key else 0
        made.append(Change(new_key, values, version, place))
    return made


def end(
    table: Table, row: Row, day: date, reason: str, contracts, *, role: str, collection: Collection
) -> None:
    """End a row on a day, with the reason in its history."""
    column = end_column(table)
    if column is None:
        raise Refused("Not saved: rows of this register have no end. Delete the row instead.")
    values = row.values | {column.name: day.isoformat()}
    changes = edits(table, {row.row_key: row}, {row.row_key: values}, row.area_code)
    source = f"ended: {reason}"[:400]
    save(table, contracts, changes, role=role, source=source, collection=collection)


def end_column(table: Table) -> Column | None:
    """Return the column that says when a row ends; None where rows have no end."""
    for column in table.columns:
        if column.type == "date" and column.planned and not column.required:
            return column
    return None


def undo(
    table: Table, contracts: dict[str, Contract], *, role: str, collection: Collection
) -> list[Edit]:
    """Take back the last save in a register; return what was taken back, none where nothing was.

    The rows it changed must be as it left them. The undoing is itself kept in the history.
    """
    last = records.last_save(table.source, collection)
    standing = records.by_key(table.source, [one.row_key for one in last], collection)
    changes = []
    for one in last:
        now = standing.get(one.row_key)
        version = now.version if now else one.version
        changes.append(Change(one.row_key, one.before, version, one.area_code))
    if changes:
        save(table, contracts, changes, role=role, source="undone", collection=collection)
    return last


def keep_here(
    table: Table, tables: dict[str, Table], contracts, *, role: str, collection: Collection
) -> int:
    """Keep a register on screen from now on, beginning with the rows of its file; return how many.

    What was kept on screen before and is not in the file is deleted, and stays in the history.
    """
    access.require("registers")
    rows = {row_key(table, row): row for row in file_rows(table, collection)}
    file = state(table, collection).file
    places = areas(table, list(rows.values()), tables, collection)
    before = {row.row_key: row for row in records.rows(table.source, collection=collection)}
    changes = [
        Change(key, row, None, place)
        for (key, row), place in zip(rows.items(), places, strict=True)
    ]
    changes += [
        Change(key, None, None, row.area_code) for key, row in before.items() if key not in rows
    ]
    records.save(
        table.source, changes, who=role, source=file, collection=collection,
        within=_recorded(table, changes),
    )  # fmt: skip
    vintage = vintages.current_vintages(collection).get(table.id)
    day = vintages.receipt(vintage).complete_as_at if vintage else None
    told = date.fromisoformat(day) if day else None
    confirm(table, told, role, collection, starts=True)
    return len(rows)


def areas(
    table: Table, rows: list[dict[str, str]], tables: dict[str, Table], collection: Collection
) -> list[str]:
    """Return the authority each row belongs to: its own, or that of the row it refers to."""
    if any(column.name == "area_code" for column in table.columns):
        return [row["area_code"] for row in rows]
    column = next((one for one in table.columns if one.refers), None)
    if column is None or column.refers is None:
        return [""] * len(rows)
    other = tables[column.refers]
    held = current(other, collection)
    of = dict(
        zip(
            [row[other.key[0]] for row in held], areas(other, held, tables, collection), strict=True
        )
    )
    return [of.get(row[column.name], "") for row in rows]
