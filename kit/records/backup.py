"""A backup of a collection: what people wrote, and what was imported, in one file.

The file is a ZIP of one JSON line for each row, the same from either database, so a backup of
SQLite can be restored to PostgreSQL and back. It is taken of one state of the store while people
go on writing. Each part has its SHA-256; nothing is restored of a file in which one is wrong.
"""

import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import IO, Any

from filelock import FileLock
from sqlalchemy import Connection, Date, Table, func, insert, select, text

from kit import VERSION
from kit.records import store, tables
from kit.store.paths import Collection

_ABOUT = "backup.json"
_WORDS, _FOLDERS = "words/", ("sources", "frozen")
_AT_ONCE = 1000  # rows


@dataclass(frozen=True)
class Held:
    """What a backup holds: its collection, when it was taken, rows by table, number of files."""

    collection: str
    taken_at: str
    rows: dict[str, int]
    files: int


def write(path: Path, collection: Collection, with_imports: bool = True) -> Held:
    """Write a backup of a collection. Raises store.Refused where the store cannot be read."""
    part = path.with_suffix(path.suffix + ".part")
    hashes: dict[str, str] = {}
    rows: dict[str, int] = {}
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
        with store.reading(collection) as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("set transaction isolation level repeatable read"))
            revision = connection.execute(text("select version_num from alembic_version")).scalar()
            for table in tables.metadata.sorted_tables:
                name, rows[table.name] = f"{_WORDS}{table.name}.jsonl", 0
                digest = hashlib.sha256()
                with archive.open(name, "w", force_zip64=True) as file:
                    for line in _lines(connection, table):
                        digest.update(line)
                        file.write(line)
                        rows[table.name] += 1
                hashes[name] = digest.hexdigest()
        if with_imports:
            with FileLock(collection.import_lock, timeout=60):
                for kept in _kept_files(collection):
                    name = kept.relative_to(collection.root).as_posix()
                    archive.write(kept, name, zipfile.ZIP_STORED)
                    hashes[name] = _digest_of(kept)
        held = Held(
            collection.name, datetime.now(UTC).isoformat(timespec="seconds"), rows,
            len(hashes) - len(rows),
        )  # fmt: skip
        about = vars(held) | {"revision": revision, "program": VERSION, "sha256": hashes}
        archive.writestr(_ABOUT, json.dumps(about, indent=1))
    part.replace(path)
    return held


def _kept_files(collection: Collection) -> Iterator[Path]:
    for folder in _FOLDERS:
        for file in sorted((collection.root / folder).rglob("*")):
            if file.is_file():
                yield file


def _digest_of(file: Path) -> str:
    with file.open("rb") as opened:
        return _digest(opened)


def _digest(opened: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while part := opened.read(1 << 20):
        digest.update(part)
    return digest.hexdigest()


def _lines(connection: Connection, table: Table) -> Iterator[bytes]:
    found = connection.execution_options(yield_per=_AT_ONCE).execute(
        select(table).order_by(*table.primary_key)
    )
    for row in found.mappings():
        told = {name: _told(value) for name, value in row.items()}
        yield (json.dumps(told, ensure_ascii=False) + "\n").encode()


def _told(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def read_about(path: Path) -> dict[str, Any]:
    """Return what a backup says of itself, each part checked. Raises store.Refused."""
    try:
        with zipfile.ZipFile(path) as archive:
            about = json.loads(archive.read(_ABOUT))
            for name, digest in about["sha256"].items():
                with archive.open(name) as file:
                    if _digest(file) != digest:
                        raise store.Refused(f"{path.name} is damaged: {name} is not as written.")
                if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
                    raise store.Refused(f"{path.name} is not a backup: {name} leads outside.")
            return about
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        if isinstance(error, store.Refused):
            raise
        raise store.Refused(f"{path.name} is not a whole backup. Nothing was restored.") from error


def restore(path: Path, collection: Collection) -> Held:
    """Restore a backup into a collection that holds nothing yet. Raises store.Refused."""
    about = read_about(path)
    if about["collection"] != collection.name:
        raise store.Refused(
            f"{path.name} is a backup of the {about['collection']} data, not of {collection.name}."
        )
    with store.transaction(collection) as connection, zipfile.ZipFile(path) as archive:
        revision = connection.execute(text("select version_num from alembic_version")).scalar()
        if about["revision"] != revision:
            raise store.Refused(
                f"{path.name} was written by release {about['program']}: restore it with that "
                "release, then update."
            )
        full = [each.name for each in tables.metadata.sorted_tables if _count(connection, each)]
        folders = [name for name in _FOLDERS if any((collection.root / name).glob("*"))]
        if full or folders:
            raise store.Refused(
                f"The {collection.name} store is not empty ({', '.join([*full, *folders])}). "
                "Restore into an empty one: name another folder in CAA_STORE."
            )
        for table in tables.metadata.sorted_tables:
            _insert(connection, archive, table)
        _unpack(archive, about, collection)
    return Held(**{name: about[name] for name in Held.__dataclass_fields__})


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar() or 0


def _insert(connection: Connection, archive: zipfile.ZipFile, table: Table) -> None:
    days = {each.name for each in table.columns if isinstance(each.type, Date)}
    times = {each.name for each in table.columns if isinstance(each.type, tables.Utc)}
    rows: list[dict[str, Any]] = []
    with archive.open(f"{_WORDS}{table.name}.jsonl") as file:
        for line in file:
            row = json.loads(line)
            for names, kind in ((days, date), (times, datetime)):
                row |= {name: kind.fromisoformat(row[name]) for name in names if row[name]}
            rows.append(row)
            if len(rows) == _AT_ONCE:
                connection.execute(insert(table), rows)
                rows = []
    if rows:
        connection.execute(insert(table), rows)
    if connection.dialect.name == "postgresql" and table.autoincrement_column is not None:
        connection.execute(
            text(
                f"select setval(pg_get_serial_sequence('{table.name}', 'number'), "
                f"greatest((select max(number) from {table.name}), 1))"
            )
        )


def _unpack(archive: zipfile.ZipFile, about: dict[str, Any], collection: Collection) -> None:
    """Bring the files in, each folder with one move, so that none is seen by halves."""
    names = [name for name in about["sha256"] if not name.startswith(_WORDS)]
    collection.root.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=collection.root) as made:
        archive.extractall(made, names)
        for folder in _FOLDERS:
            if (Path(made) / folder).is_dir():
                shutil.rmtree(collection.root / folder, ignore_errors=True)  # it is empty
                (Path(made) / folder).rename(collection.root / folder)
