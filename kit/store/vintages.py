"""What was imported, when, and which import serves: the newest. Any import can be undone.

A vintage is a folder <release>@<time of import>@<hash> with data.parquet and receipt.json. The one
imported last serves, whatever its release. What is undone is moved aside, never deleted.
"""

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path

from filelock import FileLock, Timeout

from kit.store.paths import Collection
from kit.store.problems import Problem
from kit.store.schema import Table

WAIT = 600  # seconds for somebody else's import to end
NO_RELEASE = "not-stated"  # of a file that holds no date and whose importer gave none
SHIPPED = "shipped"  # the batch of what ships with the product: never undone


@dataclass
class Receipt:
    """What became of one table of one file; kept as receipt.json beside the data."""

    source: str
    table: str
    title: str
    file: str
    release: str
    sha256: str
    contract_sha256: str
    imported_at: str
    rows_read: int
    rows_stored: int
    rows_set_aside: int
    set_aside_reasons: dict[str, int]
    gaps: dict[str, int]
    seconds: float
    vintage: str
    changes: dict[str, int]
    warnings: list[str]
    already_imported: bool = False
    batch: str = ""
    complete_as_at: str | None = None
    compared_with: str = ""  # the release its `changes` are counted from
    data_sha256: str = ""  # of data.parquet as it was written
    parts: dict[str, str] = field(default_factory=dict)  # side by side: each file with its hash

    def holds(self, table: Table, sha256: str) -> bool:
        """Say whether the file of this hash is in it, checked by today's contract."""
        known = {self.sha256, *self.parts.values()}
        return sha256 in known and self.contract_sha256 == table.sha256


@dataclass
class Refusal:
    """A file that was not stored, with the problems shown and the number of all.

    `passed_over` says why a file met while looking through a folder was skipped: worth telling,
    no failure.
    """

    file: Path
    problems: list[Problem] = field(default_factory=list)
    total: int = 0
    passed_over: str = ""

    def __str__(self) -> str:
        total = max(self.total, len(self.problems))
        lines = [f"{self.file} was not imported: {total:,} problem{'s' * (total != 1)}."]
        lines += [f"  {problem}" for problem in self.problems]
        if total > len(self.problems):
            lines.append(f"  … and {total - len(self.problems):,} more.")
        return "\n".join(lines)


@dataclass
class Import:
    """One run of the import: its time, what it took, and whether it was undone."""

    batch: str
    receipts: list[Receipt]
    is_undone: bool


class BusyError(Exception):
    """Somebody else has been importing into this collection for longer than one waits."""


@dataclass
class Staged:
    """A table checked and written to a folder of its own, to be moved into place."""

    table: Table
    folder: Path
    receipt: Receipt


def current_vintages(collection: Collection) -> dict[str, Path]:
    """Return each table's id with the folder of the import that serves: the newest."""
    newest = {}
    for table in sorted(collection.sources.glob("*__*")):
        found = vintages(collection, table.name)
        if found:
            newest[table.name] = found[-1]
    return newest


def vintages(collection: Collection, table_id: str) -> list[Path]:
    """Return the vintages of a table in the order in which they were imported."""
    # '@' is never in a release; a folder is moved here when it is finished.
    found = [path for path in (collection.sources / table_id).glob("*@*@*") if path.is_dir()]
    return sorted(found, key=lambda path: path.name.split("@")[1:])


def receipt(vintage: Path) -> Receipt:
    """Return the receipt of a vintage. Raises ValueError where it is damaged."""
    try:
        return Receipt(**json.loads((vintage / "receipt.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        raise ValueError(f"the receipt of {vintage.parent.name} is damaged") from None


def damaged(collection: Collection) -> list[str]:
    """Return, for each table whose stored file is not what was written, which and what to do."""
    told = []
    for table, vintage in current_vintages(collection).items():
        if is_whole(vintage):
            continue
        release, again = vintage.name.split("@")[0], "import its file again"
        with contextlib.suppress(ValueError):
            of = receipt(vintage)
            again = f"import {of.file} again, or undo its import"
            if SHIPPED in (of.release, of.batch):
                again = "it is imported by itself with the next build"
        told.append(f"{table}: the stored file of release {release} is damaged: {again}.")
    return told


def is_whole(vintage: Path) -> bool:
    """Say whether the stored data of a vintage is what was written; each is read through once."""
    try:
        seen = tuple(
            (stat.st_mtime_ns, stat.st_size)
            for stat in ((vintage / name).stat() for name in ("data.parquet", "receipt.json"))
        )
    except OSError:
        return False
    return _is_whole(vintage, seen)


@lru_cache(maxsize=1024)
def _is_whole(vintage: Path, _seen: tuple) -> bool:
    try:
        with (vintage / "data.parquet").open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        return found == (receipt(vintage).data_sha256 or found)
    except (OSError, ValueError, TypeError):
        return False


def seal(staged: Staged) -> None:
    """Write the receipt of a staged table beside it, and have both on the disk."""
    with (staged.folder / "data.parquet").open("rb") as file:
        staged.receipt.data_sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    text = json.dumps(asdict(staged.receipt), indent=2, ensure_ascii=False)
    (staged.folder / "receipt.json").write_text(text, encoding="utf-8")
    for path in (*staged.folder.iterdir(), staged.folder):
        _to_disk(path)


def move_into_place(collection: Collection, staged: Staged) -> Receipt:
    """Move a sealed table into its place: the one moment at which it begins to exist."""
    place = collection.sources / staged.table.id
    place.mkdir(parents=True, exist_ok=True)
    staged.folder.replace(place / staged.receipt.vintage)
    _to_disk(place)
    return staged.receipt


def _to_disk(path: Path) -> None:
    """Have the system write a file or folder out, so that a loss of power cannot halve it."""
    with contextlib.suppress(OSError):  # a folder cannot be opened on every system
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def history(collection: Collection) -> list[Import]:
    """Return every import of files that do not ship, the newest first, the undone ones too."""
    found: dict[tuple[str, bool], list[Receipt]] = {}
    for is_undone, folder in ((False, collection.sources), (True, _undone(collection))):
        for path in folder.glob("*__*/*@*@*/receipt.json"):
            try:
                told = receipt(path.parent)
            except ValueError:  # `kit check` tells of it
                continue
            batch = told.batch or told.imported_at
            if batch != SHIPPED and told.release != SHIPPED:
                found.setdefault((batch, is_undone), []).append(told)
    return [
        Import(batch, sorted(each, key=lambda one: (one.source, one.table)), is_undone)
        for (batch, is_undone), each in sorted(found.items(), reverse=True)
    ]


def undo(collection: Collection, batch: str | None = None) -> Import:
    """Take back an import, the last unless told; what was imported before it serves again.

    Raises ValueError where there is no such import.
    """
    with import_lock(collection):
        made = [one for one in history(collection) if not one.is_undone]
        chosen = next((one for one in made if one.batch.startswith(batch or "")), None)
        if chosen is None:
            known = ", ".join(one.batch for one in made)
            raise ValueError(
                f"There is no import {batch}: choose one of {known}"
                if batch and made
                else "There is no import to undo"
            )
        for told in chosen.receipts:
            table = f"{told.source}__{told.table}"
            place = _undone(collection) / table
            place.mkdir(parents=True, exist_ok=True)
            (collection.sources / table / told.vintage).replace(place / told.vintage)
        chosen.is_undone = True
        return chosen


def _undone(collection: Collection) -> Path:
    return collection.root / "undone"


@contextlib.contextmanager
def import_lock(collection: Collection) -> Iterator[None]:
    """Hold the lock of whoever imports; what a killed import left behind is cleared."""
    collection.root.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(collection.import_lock, timeout=WAIT):
            shutil.rmtree(scratch_folder(collection), ignore_errors=True)
            yield
    except Timeout:
        raise BusyError(
            f"Somebody else is importing into {collection.root}: try again when they are done"
        ) from None


def scratch_folder(collection: Collection) -> Path:
    """Return the folder in which files are checked before they exist."""
    return collection.root / "importing"
