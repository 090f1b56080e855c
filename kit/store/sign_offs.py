"""Sign-offs of indicators: a role of the body that uses the product checked this very text.

A sign-off is an act of whoever uses the product, never a claim that ships with it. It is kept with
what people write, in the transactional store (kit.records), and holds the role, the time and the
version of the indicator's SQL file, its label included. When the text changes, the version does,
and what was signed no longer counts. Nothing is deleted: withdrawing is an entry too.
"""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints
from sqlalchemy import Connection, insert, select

from kit import wording
from kit.people import access, record
from kit.records import store, tables
from kit.store import comments, database
from kit.store.paths import Collection

Refused = store.Refused
NOT_YET = "Not yet checked here"
_YEARS = 1  # after which a definition is due to be checked again


class Entry(BaseModel):
    """One entry: a role checked, or withdrew its check of, one version of one file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    entry_id: str
    indicator: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,80}$")]
    version: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]
    role: str
    signed_at: datetime  # UTC
    withdrawn: bool
    writer: str = ""  # who signed in and recorded it


@dataclass(frozen=True)
class State:
    """What is on record of one indicator's text, and in words for a reader."""

    is_checked: bool
    said: str


def version(text: str) -> str:
    """Return the version of a file's text: the first 12 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def history(indicator: str | None = None, collection: Collection | None = None) -> list[Entry]:
    """Return every sign-off in the order recorded, or those of one indicator."""
    with store.reading(collection) as connection:
        return _entries(connection, indicator)


_TABLE = tables.sign_offs


def _entries(connection: Connection, indicator: str | None) -> list[Entry]:
    asked = select(*(_TABLE.c[name] for name in Entry.model_fields)).order_by(_TABLE.c.number)
    if (view := database.view()) and view.until:
        asked = asked.where(_TABLE.c.signed_at <= view.until)
    if indicator is not None:
        asked = asked.where(_TABLE.c.indicator == indicator)
    return [Entry.model_construct(**row) for row in connection.execute(asked).mappings()]


def version_key(collection: Collection | None = None) -> str:
    """Return a text that changes whenever a sign-off is recorded; empty where none is."""
    entries = history(collection=collection)
    return entries[-1].entry_id if entries else ""


def state(indicator: str, text_version: str, collection: Collection | None = None) -> State:
    """Say whether this version of an indicator's text is signed off, by which role and when."""
    in_force: dict[tuple[str, str], Entry] = {}
    for entry in history(indicator, collection):
        in_force.pop((entry.version, entry.role), None)
        if not entry.withdrawn:
            in_force[entry.version, entry.role] = entry
    signed = [entry for entry in in_force.values() if entry.version == text_version]
    if signed:
        last = signed[-1]
        due = _next_due(last.signed_at)
        word = "due again" if due > datetime.now(UTC) else "overdue since"
        return State(True, f"{last.role}, {wording.day(last.signed_at)}; {word} {wording.day(due)}")
    if in_force:
        last = list(in_force.values())[-1]
        return State(
            False,
            f"{NOT_YET} since its text changed ({last.role} checked an earlier version on "
            f"{wording.day(last.signed_at)})",
        )
    return State(False, NOT_YET)


def _next_due(signed_at: datetime) -> datetime:
    try:
        return signed_at.replace(year=signed_at.year + _YEARS)
    except ValueError:  # 29 February
        return signed_at.replace(year=signed_at.year + _YEARS, day=28)


def sign(
    indicator: str,
    text_version: str,
    role: str,
    *,
    owner: str = "",
    withdraw: bool = False,
    collection: Collection | None = None,
) -> Entry:
    """Record that `role` checked this version, or with `withdraw` that it no longer says so.

    `owner` is the role that answers for the indicator: another role must check it. Raises Refused
    with nothing written.
    """
    if not comments.can_write():
        raise Refused("Not saved: this dashboard is read only (CAA_READ_ONLY is set).")
    by = access.require("sign")
    if role not in (roles := comments.roles()):
        raise Refused(f"Choose a role from the list: {', '.join(roles)}.")
    if role.casefold() == owner.casefold():
        raise Refused(f"{role} owns this indicator: another role must check it.")
    entry = Entry(
        entry_id=uuid.uuid4().hex,
        indicator=indicator,
        version=text_version,
        role=role,
        signed_at=datetime.now(UTC),
        withdrawn=withdraw,
        writer=by.person,
    )
    with store.transaction(collection) as connection:
        past = [one for one in _entries(connection, indicator) if one.role == role]
        last = [one for one in past if one.version == text_version][-1:]
        signed = bool(last) and not last[0].withdrawn
        if withdraw and not signed:
            raise Refused(f"{role} has not checked this version, so there is nothing to cancel.")
        if signed and not withdraw and last[0].signed_at.date() == entry.signed_at.date():
            raise Refused(f"{role} has already checked this version today.")
        record.write_within(
            connection, "sign_off", reader=by, indicator=indicator, role=role, withdrawn=withdraw
        )
        connection.execute(insert(_TABLE).values(entry.model_dump()))
    return entry
