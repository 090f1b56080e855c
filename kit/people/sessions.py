"""Sessions of people who signed in: how long each lasts, and that none is used after its end.

A cookie of a sign-in that has ended, by hand, by idleness or by its own expiry, opens nothing: the
store remembers each sign-in by a hash of what the provider said of it.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import insert, select, update

from kit.people import access, record
from kit.records import store, tables

_IDLE, _DEFAULT = "CAA_IDLE_MINUTES", 60
_NOTED = timedelta(seconds=30)  # how exactly it is known when somebody was last seen
_TABLE = tables.sign_ins
# What the provider says that differs from one sign-in to the next.
_CLAIMS = ("iss", "sub", "iat", "exp", "nonce", "auth_time", "sid", "jti", "at_hash")
# Who somebody is, in the order looked at.
_NAMES = ("email", "preferred_username", "upn", "sub")


class Ended(store.Refused):
    """The sign-in is over; the message says why."""


def person_of(claims: Mapping[str, Any]) -> str:
    """Return the address of the person a provider told of; empty where it tells of none."""
    if claims.get("email_verified") is False:
        return access.normalise(str(claims.get("sub") or ""))
    found = (claims.get(name) for name in _NAMES)
    return access.normalise(str(next((one for one in found if one), "")))


def idle_limit() -> timedelta:
    """Return how long nobody need do anything until the sign-in ends."""
    told = os.environ.get(_IDLE, "")
    return timedelta(minutes=int(told) if told.isdigit() and int(told) else _DEFAULT)


def of_token(claims: Mapping[str, Any]) -> str:
    """Return what a sign-in is remembered by."""
    told = json.dumps({name: claims.get(name) for name in _CLAIMS}, sort_keys=True, default=str)
    return hashlib.sha256(told.encode()).hexdigest()


def continue_sign_in(claims: Mapping[str, Any], now: datetime | None = None) -> str:
    """Return the person of a sign-in that goes on, begun on record if it is new.

    Raises Ended where it is over, store.Refused where the store cannot be reached.
    """
    now, person = now or datetime.now(UTC), person_of(claims)
    if not person:
        raise Ended("Your provider did not say who you are.")
    expires = claims.get("exp")
    if expires is not None and float(expires) <= now.timestamp():
        finish(claims, "expired", now)
        raise Ended("Your sign-in has expired.")
    token = of_token(claims)
    with store.reading() as connection:
        known = connection.execute(select(_TABLE).where(_TABLE.c.token_hash == token)).first()
    if known is None:
        with store.transaction() as connection:
            connection.execute(
                insert(_TABLE).values(token_hash=token, person=person, began_at=now, seen_at=now)
            )
            signed = access.Reader(person, person, "signed_in")
            record.write_within(connection, "sign_in", reader=signed)
        return person
    if known.ended_at is not None:
        raise Ended("You have signed out, or were away too long.")
    if now - known.seen_at > idle_limit():
        finish(claims, "idle", now)
        raise Ended("You were away too long.")
    if now - known.seen_at > _NOTED:
        with store.transaction() as connection:
            connection.execute(
                update(_TABLE).where(_TABLE.c.token_hash == token).values(seen_at=now)
            )
    return person


def finish(claims: Mapping[str, Any], why: str, now: datetime | None = None) -> None:
    """End a sign-in for good, on record; nothing where it has ended before."""
    person, token = person_of(claims), of_token(claims)
    with store.transaction() as connection:
        done = connection.execute(
            update(_TABLE)
            .where(_TABLE.c.token_hash == token, _TABLE.c.ended_at.is_(None))
            .values(ended_at=now or datetime.now(UTC))
        )
        if done.rowcount:
            signed = access.Reader(person, person, "signed_in")
            record.write_within(connection, "sign_out", reader=signed, why=why)
