"""Builds kept whole for versions: the open file alone, under its hash, for as long as the store is.

A build that is served is removed when three newer ones are there; a kept one is not. On machines
that follow a storage it is put there too, and fetched from there by whoever lacks it.
"""

import os
import shutil
from pathlib import Path

from kit.records.store import Refused, Unavailable
from kit.store import building, builds, replica
from kit.store.paths import OPEN, Collection
from kit.store.plan import VERSION


def keep(collection: Collection) -> tuple[str, str]:
    """Keep the build that readers are shown now; return its id and the SHA-256 of its file.

    Raises Refused where there is none, or where it cannot be kept for the other machines too.
    """
    shown = building.open_path(collection, OPEN)
    if shown is None:
        raise Refused("Nothing is built yet, so there is nothing to sign.")
    kept = _folder(collection) / shown.name
    digest = builds.sha256_of(shown)
    if _hash_of(kept) != digest:
        part = kept.with_suffix(".part")
        shutil.copyfile(shown, part)
        builds.place(part, kept)
    if replica.is_following():
        try:
            replica.put_kept(collection, os.environ[replica.FOLLOW], kept)
        except replica.Unavailable as error:
            raise Unavailable(f"Not signed: {error}") from error
    return shown.stem, digest


def path(collection: Collection, build_id: str, sha256: str) -> Path:
    """Return the file of a kept build. Raises Refused where it is not as it was signed."""
    kept = _folder(collection) / Path(f"{build_id}.duckdb").name
    if not kept.exists() and replica.is_following():
        try:
            replica.get_kept(collection, os.environ[replica.FOLLOW], kept, sha256)
        except replica.Unavailable as error:
            raise Unavailable(f"This version cannot be opened at present: {error}") from error
    fault = builds.fault(kept)
    if not fault and _hash_of(kept) != sha256:
        fault = builds.DAMAGED
    if fault:
        raise Refused(
            f"The build of this version {fault}. Whoever runs this copy can restore it from a "
            "backup."
        )
    with builds.open_read_only(kept) as base:
        [(made_by,)] = base.execute("select version from build").fetchall()
    if made_by != VERSION:
        raise Refused(
            "This version was signed with an earlier release of the program, whose pages differ. "
            "Open it with that release."
        )
    return kept


def _folder(collection: Collection) -> Path:
    folder = collection.root / replica.KEPT
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _hash_of(kept: Path) -> str:
    """Return the hash that a kept file was written with; nothing where it is not whole."""
    return "" if builds.fault(kept) else builds.hash_written(kept)
