"""People and the roles they hold: given, ended, listed. Each change is on record."""

from datetime import UTC, date, datetime

from sqlalchemy import Connection, delete, insert, select

from kit.people import access, record, roles
from kit.records import store, tables
from kit.records.tables import EVERYWHERE
from kit.store.paths import Collection

_GRANTS, _PEOPLE = tables.grants, tables.people
_LONGEST = 320


def give(
    person: str,
    role: str,
    area_code: str = EVERYWHERE,
    *,
    name: str = "",
    ends_on: date | None = None,
    version_id: str = "",
    collection: Collection | None = None,
) -> None:
    """Give a person a role for an authority, or for all. Raises store.Refused."""
    by = access.require("roles", area_code)
    person = access.normalise(person)
    if not person or len(person) > _LONGEST or any(each.isspace() for each in person):
        raise store.Refused("Write the address that the person signs in with, without spaces.")
    if role not in roles.known():
        raise store.Refused(f"There is no role {role!r}: use one of {', '.join(roles.known())}.")
    if "read" not in roles.known()[role].acts and ends_on is None:
        raise store.Refused("This role needs a day on which it ends.")
    if ends_on and ends_on < datetime.now(UTC).date():
        raise store.Refused("The day on which the role ends has passed.")
    with store.transaction(collection) as connection:
        now = {"added_at": datetime.now(UTC), "added_by": by.person or by.name}
        known = connection.execute(select(_PEOPLE).where(_PEOPLE.c.person == person)).first()
        if known is None:
            connection.execute(insert(_PEOPLE).values(person=person, name=name or person, **now))
        _remove(connection, person, role, area_code, version_id)
        connection.execute(
            insert(_GRANTS).values(
                person=person, role=role, area_code=area_code, version_id=version_id,
                ends_on=ends_on, **now,
            )
        )  # fmt: skip
        record.write_within(
            connection, "role", _area(area_code), reader=by, person=person, role=role,
            given=True, ends_on=ends_on,
        )  # fmt: skip


def end(
    person: str,
    role: str,
    area_code: str = EVERYWHERE,
    *,
    collection: Collection | None = None,
) -> None:
    """Take a role away, at once. Raises store.Refused where the person does not hold it."""
    by = access.require("roles", area_code)
    person = access.normalise(person)
    with store.transaction(collection) as connection:
        if not _remove(connection, person, role, area_code):
            raise store.Refused(f"{person} does not hold this role for {area_code}.")
        if by.how != "machine" and not _stewards(connection):
            raise store.Refused("Somebody must stay steward: name another first.")
        record.write_within(
            connection, "role", _area(area_code), reader=by, person=person, role=role, given=False
        )


def _area(area_code: str) -> str:
    return "" if area_code == EVERYWHERE else area_code


def _remove(
    connection: Connection, person: str, role: str, area_code: str, version_id: str | None = None
) -> bool:
    """Remove a role for an authority, of one version or (None) of all; say whether it was held."""
    which = delete(_GRANTS).where(
        _GRANTS.c.person == person, _GRANTS.c.role == role, _GRANTS.c.area_code == area_code
    )
    if version_id is not None:
        which = which.where(_GRANTS.c.version_id == version_id)
    return connection.execute(which).rowcount > 0


def _stewards(connection: Connection) -> int:
    """Return how many people may give roles for every authority."""
    may = [code for code, role in roles.known().items() if "roles" in role.acts]
    asked = select(_GRANTS.c.person).where(
        _GRANTS.c.role.in_(may), _GRANTS.c.area_code == EVERYWHERE
    )
    return len(set(connection.execute(asked).scalars()))


def held(areas: frozenset[str] | None = None, collection: Collection | None = None) -> list[dict]:
    """Return every role held: person, name, role, area_code, ends_on, added_at, added_by."""
    asked = (
        select(_GRANTS, _PEOPLE.c.name)
        .join(_PEOPLE, _GRANTS.c.person == _PEOPLE.c.person)
        .order_by(_GRANTS.c.person, _GRANTS.c.number)
    )
    if areas is not None:
        asked = asked.where(_GRANTS.c.area_code.in_(sorted(areas)))
    with store.reading(collection) as connection:
        return [dict(one) for one in connection.execute(asked).mappings()]
