"""Builds on shared storage: put there by one machine, taken up by any number of others.

What is shared is the open file alone, which holds no small numbers. `publish` puts it, then lets
a pointer of its own name it with its hash; a replica that follows takes a build up once it is whole
by that hash, serves it from its own disk, and goes on with the last good one while the storage is
away. The storage is a folder, or an object store that speaks as S3 does (s3://bucket/folder).
"""

import hashlib
import json
import logging
import os
import threading
import time
from pathlib import Path

import fsspec

from kit.store import building, builds
from kit.store.paths import OPEN, Collection

log = logging.getLogger(__name__)
FOLLOW = "CAA_FOLLOW"  # the address of the storage whose builds this machine serves
_EVERY = 20  # seconds between two looks
_AT_ONCE = 1 << 20  # bytes
KEPT = "frozen"  # the folder of builds kept for versions


class Unavailable(ValueError):
    """The storage, or a build on it, cannot be used now; the message says why."""


def publish(collection: Collection, storage: str) -> str:
    """Put the current build's open file on the storage; return its name.

    Raises Unavailable where nothing is built, or the storage cannot be written.
    """
    path = building.open_path(collection, OPEN)
    if path is None:
        raise Unavailable(f"Nothing is built of the {collection.name} data.")
    try:
        files, folder = _storage(storage, collection)
        files.makedirs(folder, exist_ok=True)
        part = f"{folder}/{path.stem}.part"
        files.put_file(str(path), part)
        files.mv(part, f"{folder}/{path.name}")
        about = {"name": path.name, "sha256": _digest(path), "bytes": path.stat().st_size}
        files.pipe_file(f"{folder}/current.new", json.dumps(about).encode())
        files.mv(f"{folder}/current.new", f"{folder}/current.json")
        for kept in sorted((collection.root / KEPT).glob("*.duckdb")):
            _put_kept(files, folder, kept)
    except Exception as error:  # each kind of storage has errors of its own
        raise Unavailable(f"The storage cannot be written: {_said(error)}.") from error
    return path.name


def follow(collection: Collection, storage: str) -> str:
    """Take up the build that the storage's pointer names; return its name, or "" if it serves.

    Raises Unavailable where that cannot be done: what was served before is served still.
    """
    try:
        files, folder = _storage(storage, collection)
        about = json.loads(files.cat_file(f"{folder}/current.json"))
        name, digest = about["name"], about["sha256"]
    except Exception as error:
        raise Unavailable(f"The storage cannot be read: {_said(error)}.") from error
    if Path(name).name != name or not name.endswith(".duckdb"):
        raise Unavailable("The storage's pointer names no build.")
    served = collection.served / OPEN
    if builds.named(collection) == name and not builds.fault(served / name):
        return ""
    served.mkdir(parents=True, exist_ok=True)
    part = served / f"{name}.part"
    try:
        try:
            files.get_file(f"{folder}/{name}", str(part))
        except Exception as error:
            raise Unavailable(f"The build cannot be read: {_said(error)}.") from error
        if _digest(part) != digest:
            raise Unavailable(f"Build {name} on the storage is not as it was published.")
        builds.publish({part: served / name}, collection)
    finally:
        part.unlink(missing_ok=True)
    return name


def put_kept(collection: Collection, storage: str, kept: Path) -> None:
    """Put a build that is kept for a version on the storage. Raises Unavailable."""
    try:
        _put_kept(*_storage(storage, collection), kept)
    except Exception as error:
        raise Unavailable(f"The storage cannot be written: {_said(error)}.") from error


def _put_kept(files: fsspec.AbstractFileSystem, folder: str, kept: Path) -> None:
    place = f"{folder}/{KEPT}/{kept.name}"
    if not files.exists(place):
        files.makedirs(f"{folder}/{KEPT}", exist_ok=True)
        files.put_file(str(kept), f"{place}.part")
        files.mv(f"{place}.part", place)


def get_kept(collection: Collection, storage: str, kept: Path, sha256: str) -> None:
    """Fetch a build that is kept for a version, if it has this hash. Raises Unavailable."""
    part = kept.with_suffix(".part")
    try:
        try:
            files, folder = _storage(storage, collection)
            files.get_file(f"{folder}/{KEPT}/{kept.name}", str(part))
        except Exception as error:
            raise Unavailable(f"The storage cannot be read: {_said(error)}.") from error
        if _digest(part) != sha256:
            raise Unavailable(f"Build {kept.stem} on the storage is not as it was signed.")
        builds.place(part, kept)
    finally:
        part.unlink(missing_ok=True)


def _storage(storage: str, collection: Collection) -> tuple[fsspec.AbstractFileSystem, str]:
    files, root = fsspec.core.url_to_fs(storage, use_listings_cache=False)
    return files, f"{root.rstrip('/')}/{collection.name}"


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(_AT_ONCE):
            digest.update(part)
    return digest.hexdigest()


def _said(error: Exception) -> str:
    """Return what kind of error it was: its text may hold a path or a key of the storage."""
    return type(error).__name__


class _Follower:
    """Looks at the storage beside the readers, who never wait for it."""

    def __init__(self):
        self.lock, self.looked = threading.Lock(), -float(_EVERY)

    def look(self, collection: Collection, storage: str) -> None:
        if time.monotonic() - self.looked < _EVERY:
            return
        self.looked = time.monotonic()
        first = building.open_path(collection, OPEN) is None
        thread = threading.Thread(target=self._follow, args=(collection, storage), daemon=True)
        thread.start()
        if first:  # there is nothing to show until then
            thread.join()

    def _follow(self, collection: Collection, storage: str) -> None:
        if self.lock.acquire(blocking=False):
            try:
                if name := follow(collection, storage):
                    log.info("serving build %s", name)
            except Unavailable as why:
                log.warning("%s Serving the last good build.", why)
            finally:
                self.lock.release()


_follower = _Follower()


def is_following() -> bool:
    """Say whether this machine serves the builds of a storage, and so builds none itself."""
    return bool(os.environ.get(FOLLOW))


def keep_up(collection: Collection) -> None:
    """Look every 20 seconds whether the storage names another build; nobody waits for it."""
    _follower.look(collection, os.environ[FOLLOW])
