"""The transactional store of what people write: SQLite beside the builds, or PostgreSQL.

Without a setting it is `<store>/<collection>/records.sqlite`. CAA_DATABASE names a PostgreSQL
server instead (postgresql://user:password@host/name), or CAA_DATABASE_FILE a file that holds that
address; each collection has a schema of its own there. Both are brought to the newest migration
when first opened. One writer at a time, on both: a transaction is kept whole or not at all.
"""

import hashlib
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from alembic import command
from alembic.config import Config
from filelock import FileLock, Timeout
from sqlalchemy import (
    URL,
    Connection,
    Engine,
    create_engine,
    event,
    make_url,
    text,
)
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from kit.records import take_over
from kit.store import database
from kit.store.paths import Collection

ADDRESS, ADDRESS_FILE = "CAA_DATABASE", "CAA_DATABASE_FILE"
_MIGRATIONS = Path(__file__).with_name("migrations")
_WAIT = 10  # seconds for whoever is writing
_LOCK = 0x0CAA  # of the one writer, among PostgreSQL's advisory locks
_opening = threading.Lock()
_engines: dict[tuple[URL, Collection], Engine] = {}


class Refused(ValueError):
    """Nothing was written; the message says why and what to do."""


class Unavailable(Refused):
    """The store cannot be reached or read at present."""


def path(collection: Collection | None = None) -> Path:
    """Return the file of the embedded store of a collection, the one served unless told."""
    return (collection or database.collection()).root / "records.sqlite"


def address(collection: Collection | None = None) -> URL:
    """Return where the store is. Raises Refused where the setting is no address of PostgreSQL."""
    told = os.environ.get(ADDRESS, "").strip()
    if not told and (file := os.environ.get(ADDRESS_FILE)):
        try:
            told = Path(file).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise Unavailable(f"{ADDRESS_FILE} names a file that cannot be read.") from error
    if not told:
        return URL.create("sqlite", database=str(path(collection)))
    try:
        url = make_url(told)
    except SQLAlchemyError as error:
        raise Unavailable(f"{ADDRESS} is not an address of a database.") from error
    if url.get_backend_name() != "postgresql":
        raise Unavailable(f"{ADDRESS} must begin with postgresql://. Leave it out for SQLite.")
    return url.set(drivername="postgresql+psycopg")


@contextmanager
def transaction(collection: Collection | None = None) -> Iterator[Connection]:
    """Read and write as the only writer; all of it is kept, or none. Raises Refused."""
    with _plainly("Not saved"):
        engine = _opened(collection)
        with engine.connect().execution_options(writes=True) as connection, connection.begin():
            if connection.dialect.name == "postgresql":
                connection.execute(text(f"set local lock_timeout = '{_WAIT}s'"))
                connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": _LOCK})
            yield connection


@contextmanager
def reading(collection: Collection | None = None) -> Iterator[Connection]:
    """Read one state of the store, whoever writes meanwhile. Raises Unavailable."""
    with (
        _plainly("This cannot be read at present"),
        _opened(collection).connect() as connection,
        connection.begin(),
    ):
        yield connection


@contextmanager
def maintenance(collection: Collection | None = None) -> Iterator[Connection]:
    """Give a connection outside any transaction, for what a database does to its own files."""
    engine = _opened(collection)
    with _plainly("Not done"), engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            yield connection.execution_options(isolation_level="AUTOCOMMIT")
        else:
            connection.exec_driver_sql("commit")
            yield connection
            connection.exec_driver_sql("begin")


@contextmanager
def _plainly(what: str) -> Iterator[None]:
    try:
        yield
    except Timeout as busy:
        raise Refused(f"{what}: someone else is saving. Try again.") from busy
    except PoolTimeout as busy:
        raise Unavailable(f"{what}: too many people are saving. Try again.") from busy
    except OSError as error:
        raise Unavailable(f"{what}: {error.strerror or error}.") from error
    except DBAPIError as error:
        told = str(error.orig).lower()
        if "locked" in told or "lock timeout" in told:
            raise Refused(f"{what}: someone else is saving. Try again.") from error
        if "full" in told or "no space" in told:
            raise Unavailable(f"{what}: the disk is full.") from error
        if "readonly" in told or "read-only" in told:
            raise Unavailable(f"{what}: the store can only be read.") from error
        if error.connection_invalidated or "connect" in told or "unable to open" in told:
            raise Unavailable(f"{what}: the database cannot be reached. Try later.") from error
        raise


@contextmanager
def alone(what: str, collection: Collection | None = None) -> Iterator[bool]:
    """Hold a lock of this name among all machines that share the database; False: another has it.

    The server lets go of it when whoever holds it stops. One file serves one machine: always True.
    """
    chosen = collection or database.collection()
    if address(chosen).get_backend_name() == "sqlite":
        yield True
        return
    name = f"{chosen.name} {what}".encode()
    key = {"key": int.from_bytes(hashlib.sha256(name).digest()[:8], signed=True)}
    engine = _opened(chosen)
    with _plainly("Not done"):
        connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        taken = connection.execute(text("select pg_try_advisory_lock(:key)"), key).scalar()
    try:
        yield bool(taken)
    finally:
        with suppress(DBAPIError):  # the server is away: it has let go of the lock
            if taken:
                connection.execute(text("select pg_advisory_unlock(:key)"), key)
            connection.close()


# ── Opening ──────────────────────────────────────────────────────────────────────────────────


def _opened(collection: Collection | None) -> Engine:
    chosen = collection or database.collection()
    url = address(chosen)
    with _opening:  # one that failed to open is not kept
        if (url, chosen) not in _engines:
            _engines[url, chosen] = _open(url, chosen)
        return _engines[url, chosen]


def _open(url: URL, collection: Collection) -> Engine:
    """Open the store, made and brought up to date where that is due."""
    is_file = url.get_backend_name() == "sqlite"
    if not is_file:
        engine = create_engine(url, pool_pre_ping=True, pool_size=10, max_overflow=20)
        _set_up_server(engine, collection.name)
        _migrate(engine, collection)
        return engine
    file = Path(url.database or "")
    file.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url)
    _set_up_file(engine)
    with FileLock(file.with_suffix(".lock"), timeout=_WAIT):
        _migrate(engine, collection)
    return engine


def _set_up_file(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def connected(connection, _record):
        connection.isolation_level = None  # SQLAlchemy begins transactions, not the driver
        for pragma in (
            "busy_timeout = 10000",
            "journal_mode = wal",
            "synchronous = full",
            "secure_delete = on",  # what is erased is overwritten
        ):
            connection.execute(f"pragma {pragma}")

    @event.listens_for(engine, "begin")
    def began(connection):
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("begin immediate" if writes else "begin")


def _set_up_server(engine: Engine, name: str) -> None:
    @event.listens_for(engine, "connect")
    def connected(connection, _record):
        with connection.cursor() as cursor:
            cursor.execute(f'create schema if not exists "{name}"')
            cursor.execute(f'set search_path to "{name}"')
        connection.commit()


def _migrate(engine: Engine, collection: Collection) -> None:
    """Bring the tables to the newest migration, and take over files of earlier releases, once."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        take_over.files(connection, path(collection).parent)


def close() -> None:
    """Close every connection, so that files can be moved and servers stopped."""
    with _opening:
        for engine in _engines.values():
            engine.dispose()
        _engines.clear()
