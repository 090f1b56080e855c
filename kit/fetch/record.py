"""What was fetched last of each table: from where, which version, and the publisher's notes."""

import contextlib
import json
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

from kit.fetch.client import Known
from kit.store import vintages
from kit.store.paths import Collection
from kit.store.schema import Table

FOLDER = "fetched"  # below the collection's root: the records, and files while they arrive


@dataclass
class Record:
    """One fetch that was imported, kept as <table>.json."""

    table: str
    address: str
    sha256: str  # of the file as it was imported
    fetched_at: str
    etag: str = ""
    modified: str = ""
    title: str = ""  # of the data set, where the publisher gives one
    version: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def known(self) -> Known:
        """What lets the server say that the file has not changed."""
        return Known(self.etag, self.modified)


def folder(collection: Collection) -> Path:
    """Return the folder of records, made where it is not there yet."""
    place = collection.root / FOLDER
    place.mkdir(parents=True, exist_ok=True)
    return place


def read(collection: Collection, table: Table) -> Record | None:
    """Return the record of a table where the file it speaks of is the one in use, else None."""
    with contextlib.suppress(OSError, ValueError, TypeError):
        found = json.loads((folder(collection) / f"{table.id}.json").read_text(encoding="utf-8"))
        names = {each.name for each in fields(Record)}
        record = Record(**{name: value for name, value in found.items() if name in names})
        if is_in_use(collection, table, record.sha256):
            return record
    return None


def write(collection: Collection, record: Record) -> None:
    """Keep a record, whole or not at all."""
    place = folder(collection) / f"{record.table}.json"
    new = place.with_suffix(".new")
    new.write_text(json.dumps(asdict(record), indent=2, ensure_ascii=False), encoding="utf-8")
    new.replace(place)


def is_in_use(collection: Collection, table: Table, sha256: str) -> bool:
    """Say whether the file of this hash is in use, undamaged and checked by today's contract."""
    current = vintages.current_vintages(collection).get(table.id)
    if current is None or not vintages.is_whole(current):
        return False
    return vintages.receipt(current).holds(table, sha256)
