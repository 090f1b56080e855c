"""Builds on the disk: published durably, pruned with care, served only where they are whole.

The pointer names the build published last. Where its file is not what was written, or was written
by a program this one cannot follow, the newest that is whole is served, and `damage` says so.
"""

import contextlib
import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import duckdb

from kit.store.paths import OPEN, Collection
from kit.store.plan import VERSION

KEPT = 3
MISSING = "is missing"
DAMAGED = "is damaged"
OTHER_DATABASE = "was written by another version of DuckDB"
NEWER = "was made by a newer version of this program"
_known: dict[Path, tuple[tuple, str]] = {}  # what was found of a file while it looked like this


def open_read_only(path: Path) -> duckdb.DuckDBPyConnection:
    """Open a build for reading only, shut off from files and network.

    One place, because DuckDB refuses a second connection of other settings to the same file.
    """
    return duckdb.connect(
        str(path),
        read_only=True,
        config={"enable_external_access": "false", "lock_configuration": "true", "threads": "2"},
    )


def named(collection: Collection) -> str:
    """Return the name of the file that the pointer names; empty where it names none."""
    try:
        name = collection.pointer.read_text(encoding="utf-8").strip()
    except (OSError, ValueError):  # no pointer, or one that is not text
        return ""
    return name if name.endswith(".duckdb") and Path(name).name == name else ""


def serving(collection: Collection, folder: Path) -> Path | None:
    """Return the file in `folder` of the build the pointer names, else the newest that is whole."""
    name = named(collection)
    if name and not fault(folder / name):
        return folder / name
    others = sorted(folder.glob("*.duckdb"), reverse=True)
    return next((path for path in others if path.name != name and not fault(path)), None)


def fault(path: Path, again: bool = False) -> str:
    """Return why a file cannot be served, in words; the empty text where it can.

    A file is read through once, and again where its size or time has changed, or where told.
    """
    try:
        stat = path.stat()
    except (OSError, ValueError):  # a name that no system allows is a ValueError
        return MISSING
    seen = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
    known, found = _known.get(path, ((), ""))
    if known != seen or again:
        found = _fault(path, again)
        _known[path] = (seen, found)
    return found


def _fault(path: Path, every_table: bool) -> str:
    written = hash_written(path)
    try:
        if written and written != sha256_of(path):
            return DAMAGED
        with open_read_only(path) as base:
            [(version,)] = base.execute("select version from build").fetchall()
            names = base.execute("select table_name from duckdb_tables()").fetchall()
            for (name,) in names if every_table and not written else ():
                base.execute(f'select sum(hash(each)) from "{name}" as each').fetchone()
    except (OSError, ValueError, duckdb.Error) as error:
        return OTHER_DATABASE if "version number" in str(error) else DAMAGED
    return NEWER if version.isdigit() and int(version) > int(VERSION) else ""


def damage(collection: Collection, clearance: str = OPEN) -> str:
    """Return what is wrong with the newest build, in words; the empty text where nothing is.

    Of the file that is served, and of the private one, from which the next build goes on.
    """
    name = named(collection)
    if not name:
        return f"pointer {DAMAGED}" if collection.pointer.exists() else ""
    folders = (collection.served / clearance, collection.builds)
    found = [fault(folder / name) for folder in folders if os.access(folder, os.R_OK)]
    return next(filter(None, found), "")


def publish(parts: Mapping[Path, Path], collection: Collection) -> None:
    """Put files in their places, on the disk, and only then let the pointer name them.

    The build published now is kept whatever its name says of the time: a clock may go back.
    """
    for part, path in parts.items():
        place(part, path)
    name = next(iter(parts.values())).name
    point_at(name, collection)
    _prune({path.parent for path in parts.values()}, name)


def place(part: Path, path: Path) -> None:
    """Put a file in its place, with its hash, on the disk."""
    _hash_file(path).write_text(sha256_of(part), encoding="utf-8")
    part.replace(path)
    for written in (path, _hash_file(path), path.parent):
        sync(written)


def hash_written(path: Path) -> str:
    """Return the hash a build was published with; nothing before hashes were kept."""
    try:
        return _hash_file(path).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return ""


def point_at(name: str, collection: Collection) -> None:
    """Let the pointer name a build, whose files are on the disk."""
    pointer = collection.pointer.with_suffix(".new")
    pointer.write_text(name, encoding="utf-8")
    sync(pointer)
    pointer.replace(collection.pointer)
    sync(pointer.parent)


def _prune(folders: Iterable[Path], name: str) -> None:
    for folder in folders:
        for old in sorted(folder.glob("*.duckdb"))[:-KEPT]:
            with contextlib.suppress(PermissionError):  # Windows: read still; next time then
                if old.name != name:
                    old.unlink()
        for hashed in folder.glob("*.sha256"):
            if not hashed.with_suffix(".duckdb").exists():
                hashed.unlink()


def sync(path: Path) -> None:
    """Have the system write a file, or the names in a folder, to the disk."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _hash_file(path: Path) -> Path:
    return path.with_suffix(".sha256")


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
