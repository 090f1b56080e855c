"""Who is reading, and what they may: the one place that every page, paper and write asks.

On the command line, and on the machine itself where nobody signs in, it is whoever sits at the
machine, who may do everything. A server says who it is by `identify_by`; until that has found
somebody, nobody may do anything.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from sqlalchemy import or_, select

from kit.people import roles
from kit.records import store, tables
from kit.records.tables import EVERYWHERE
from kit.store.paths import CLEARANCES, OPEN

CLEARANCE = "CAA_CLEARANCE"
IN_VERSION = "version"  # how somebody reads who opened a version: see kit.people.versions


class Denied(store.Refused):
    """The reader may not do this; the message says who may."""


@dataclass(frozen=True)
class Grant:
    """A role for an authority ("*": all), with the day it ends and its version, if any."""

    role: str
    area_code: str
    ends_on: date | None = None
    version_id: str = ""


@dataclass(frozen=True)
class Reader:
    """Whoever is reading. `person` is empty where nobody signed in; `how` they are known."""

    person: str
    name: str
    how: str  # machine, open (anybody: read only), signed_in, nobody, version (read only)
    grants: tuple[Grant, ...] = field(default=())

    def may(self, act: str, area_code: str | None = None) -> bool:
        """Say whether they may do this for an authority; without one, for any at all."""
        if self.how == "machine":
            return True
        if self.how == "open":
            return act == "read"
        return any(area_code is None or each in (EVERYWHERE, area_code) for each in self._of(act))

    def areas(self, act: str) -> frozenset[str] | None:
        """Return the codes of the authorities for which they may; None: for all of them."""
        if self.how in ("machine", "open"):
            return None if self.may(act) else frozenset()
        found = frozenset(self._of(act))
        return None if EVERYWHERE in found else found

    def _of(self, act: str) -> list[str]:
        known = roles.known()
        return [
            grant.area_code
            for grant in self.grants
            if grant.role in known and act in known[grant.role].acts
        ]

    def writes_as(self, area_code: str) -> frozenset[str] | None:
        """Return the roles of the authority's office they may write as; None: any."""
        if self.how != "signed_in":
            return None
        named: set[str] = set()
        for grant in self.grants:
            role = roles.known().get(grant.role)
            if role and "comment" in role.acts and grant.area_code in (EVERYWHERE, area_code):
                if role.writes_as is None:
                    return None
                named |= role.writes_as
        return frozenset(named)


AT_THE_MACHINE = Reader("", "at this machine", "machine")
ANYBODY = Reader("", "anybody", "open")
NOBODY = Reader("", "not signed in", "nobody")


class _Finder:
    find: Callable[[bool], Reader] = staticmethod(lambda _anew: AT_THE_MACHINE)


def identify_by(find: Callable[[bool], Reader]) -> None:
    """Have `find` say who is reading; it is told whether to look again, as before a write."""
    _Finder.find = staticmethod(find)  # type: ignore[method-assign]


def reader(anew: bool = False) -> Reader:
    """Return who is reading; `anew`: whatever was found earlier at this interaction."""
    return _Finder.find(anew)


def require(act: str, area_code: str | None = None) -> Reader:
    """Return who is reading, looked up anew. Raises Denied where they may not do this."""
    found = reader(anew=True)
    if not found.may(act, area_code):
        who = [role.label for role in roles.known().values() if act in role.acts]
        where = f" for {area_code}" if area_code else ""
        raise Denied(f"You may not do this{where}. It needs the role: {' or '.join(who)}.")
    return found


def clearance() -> str:
    """Return which file of figures whoever reads may see.

    CAA_CLEARANCE names the most a server shows. Whoever signs in sees it with a role that may, for
    all authorities, because the file holds all; anybody sees the open file alone.
    Raises ValueError where it names no clearance.
    """
    name = os.environ.get(CLEARANCE) or OPEN
    if name not in CLEARANCES:
        known = ", ".join(CLEARANCES)
        raise ValueError(f"{CLEARANCE} is {name!r}, which is not a clearance: use one of {known}")
    if name == OPEN:
        return OPEN
    found = reader()
    if found.how == "machine" or (found.how == "signed_in" and found.areas(name) is None):
        return name
    return OPEN


def of_person(person: str) -> Reader:
    """Return a person who signed in, with the roles they hold today. Raises store.Unavailable."""
    table = tables.grants
    asked = select(table).where(
        table.c.person == normalise(person),
        or_(table.c.ends_on.is_(None), table.c.ends_on >= datetime.now(UTC).date()),
    )
    with store.reading() as connection:
        held = connection.execute(asked.order_by(table.c.number)).mappings().all()
        name = connection.execute(
            select(tables.people.c.name).where(tables.people.c.person == normalise(person))
        ).scalar()
    grants = tuple(
        Grant(one["role"], one["area_code"], one["ends_on"], one["version_id"]) for one in held
    )
    return Reader(normalise(person), name or person, "signed_in", grants)


def normalise(person: str) -> str:
    """Return a person's address as it is compared: without case and space around it."""
    return person.strip().casefold()
