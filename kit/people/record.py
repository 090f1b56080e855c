"""The record: who did what and when, each entry sealed to the one before, without any figures.

An entry's hash covers its number, time, person, act, authority, details and the hash before it, so
a change, a deletion or an insertion in the middle shows. Deleting the newest entries does not show
by itself: keep the hash that `check` returns somewhere else, and ask whether it is still there.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from kit.people import access
from kit.records import store, tables
from kit.store.paths import Collection

YEARS = 6  # that entries are kept
_TABLE = tables.record
ACTS = {
    "sign_in": "Signed in",
    "sign_out": "Signed out",
    "refusal": "Was refused",
    "sql": "Asked in SQL",
    "export": "Downloaded a table or a page",
    "paper": "Made a paper",
    "pack": "Made an evidence pack",
    "comment": "Wrote, changed or deleted a comment or event",
    "sign_off": "Recorded or cancelled a sign-off",
    "register": "Changed a register",
    "survey": "Set up or locked a survey",
    "import": "Imported files, or took an import back",
    "build": "Built the figures",
    "role": "Gave or took away a role",
    "erasure": "Erased words",
    "version": "Moved a version to its next step",
    "backup": "Wrote or restored a backup",
    "retention": "Removed entries older than the record is kept",
}


@dataclass(frozen=True)
class Entry:
    """One entry: its number, the time in UTC, who, what, of which authority, and details."""

    number: int
    at: str
    who: str
    act: str
    area_code: str
    details: dict[str, Any]


@dataclass(frozen=True)
class Verdict:
    """Whether the chain is whole: how many entries, the hash of the last, and what is wrong."""

    entries: int
    head: str
    problems: list[str]


def write(
    act: str,
    area_code: str = "",
    *,
    reader: access.Reader | None = None,
    collection: Collection | None = None,
    **details: Any,
) -> None:
    """Add an entry. Raises store.Refused where it cannot be kept: then the act is not done."""
    with store.transaction(collection) as connection:
        write_within(connection, act, area_code, reader=reader, **details)


def write_within(
    connection: Connection,
    act: str,
    area_code: str = "",
    *,
    reader: access.Reader | None = None,
    **details: Any,
) -> None:
    """Add an entry in a transaction of the caller, so that both are kept or neither."""
    if act not in ACTS:
        raise ValueError(f"{act!r} is not an act of the record")
    found = reader or access.reader()
    last = connection.execute(
        select(_TABLE.c.number, _TABLE.c.hash).order_by(_TABLE.c.number.desc()).limit(1)
    ).first()
    entry = {
        "number": last.number + 1 if last else 1,
        "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "who": found.person or found.name,
        "act": act,
        "area_code": area_code,
        "details": json.dumps(details, ensure_ascii=False, sort_keys=True, default=str),
        "previous": last.hash if last else "",
    }
    connection.execute(insert(_TABLE).values(entry | {"hash": _hash(entry)}))


def _hash(entry: Any) -> str:
    sealed = [
        entry[name] for name in ("number", "at", "who", "act", "area_code", "details", "previous")
    ]
    return hashlib.sha256(json.dumps(sealed, ensure_ascii=False).encode()).hexdigest()


def entries(
    limit: int = 200,
    *,
    act: str = "",
    areas: frozenset[str] | None = None,
    collection: Collection | None = None,
) -> list[Entry]:
    """Return the newest entries first; of one act, and of certain authorities, where told."""
    asked = select(_TABLE).order_by(_TABLE.c.number.desc()).limit(limit)
    if act:
        asked = asked.where(_TABLE.c.act == act)
    if areas is not None:
        asked = asked.where(_TABLE.c.area_code.in_(sorted(areas)))
    with store.reading(collection) as connection:
        return [
            Entry(
                one["number"], one["at"], one["who"], one["act"], one["area_code"],
                json.loads(one["details"]),
            )
            for one in connection.execute(asked).mappings()
        ]  # fmt: skip


def check(collection: Collection | None = None, head: str = "") -> Verdict:
    """Say whether the chain is whole, and whether `head`, a hash of earlier, is still in it."""
    problems, last, number, count, seen = [], "", None, 0, not head
    with store.reading(collection) as connection:
        pruned = {
            (details := json.loads(text))["up_to"]: details["hash"]
            for text in connection.execute(
                select(_TABLE.c.details).where(_TABLE.c.act == "retention")
            ).scalars()
        }
        found = connection.execution_options(yield_per=1000).execute(
            select(_TABLE).order_by(_TABLE.c.number)
        )
        for one in found.mappings():
            count += 1
            if number is None:
                whole = one["previous"] == pruned.get(one["number"] - 1, "")
                whole = whole and (one["number"] == 1 or one["number"] - 1 in pruned)
            else:
                whole = one["number"] == number + 1 and one["previous"] == last
            if not whole:
                problems.append(f"before entry {one['number']} something was removed or replaced")
            if _hash(one) != one["hash"]:
                problems.append(f"entry {one['number']} was changed")
            number, last = one["number"], one["hash"]
            seen = seen or last == head
    if not seen:
        problems.append("the newest entries were removed: the hash you kept is not in the record")
    return Verdict(count, last, problems)


def prune(years: int = YEARS, collection: Collection | None = None) -> int:
    """Remove entries older than the record is kept; an entry says up to which. Return how many."""
    before = (datetime.now(UTC) - timedelta(days=365.25 * years)).isoformat()
    with store.transaction(collection) as connection:
        last = connection.execute(
            select(_TABLE.c.number, _TABLE.c.hash)
            .where(_TABLE.c.at < before)
            .order_by(_TABLE.c.number.desc())
            .limit(1)
        ).first()
        if last is None:
            return 0
        write_within(connection, "retention", up_to=last.number, hash=last.hash)
        return connection.execute(delete(_TABLE).where(_TABLE.c.number <= last.number)).rowcount
