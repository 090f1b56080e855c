"""Erasing words for good: in every version of a comment or event, leaving a marker.

Erased words are overwritten in the database file and in the file of an earlier release, if there
is one. They remain in backups taken before and in papers already saved, which the steward is told.
"""

import json
from datetime import UTC, datetime

from sqlalchemy import select, text, update

from kit.people import access, record
from kit.records import store, tables
from kit.store.paths import Collection

MARKER = "Erased by a steward"
_TABLE = tables.comments
_OLD_FILE = "remarks.jsonl"


def erase(area_code: str, remark_id: str, collection: Collection | None = None) -> int:
    """Erase the words of a comment or event; return how many versions there were.

    Raises access.Denied where the reader is no steward for the authority, store.Refused where
    there is no such comment or the erasure cannot be put on record.
    """
    by = access.require("erase", area_code)
    of = (_TABLE.c.area_code == area_code, _TABLE.c.remark_id == remark_id)
    with store.transaction(collection) as connection:
        ids = list(connection.execute(select(_TABLE.c.entry_id).where(*of)).scalars())
        if not ids:
            raise store.Refused("This comment or event was not found.")
        connection.execute(
            update(_TABLE).where(*of).values(said=MARKER, erased_at=datetime.now(UTC))
        )
        _erase_old_file(ids, collection)
        record.write_within(
            connection, "erasure", area_code, reader=by, comment=remark_id, versions=len(ids)
        )
    _overwrite(collection)
    return len(ids)


def _erase_old_file(ids: list[str], collection: Collection | None) -> None:
    """Overwrite the words in the lines an earlier release wrote; the lines stay."""
    file = store.path(collection).with_name(_OLD_FILE)
    if not file.is_file():
        return
    lines = []
    for line in file.read_bytes().split(b"\n"):
        if any(entry_id.encode() in line for entry_id in ids):
            entry = json.loads(line)
            line = json.dumps(entry | {"said": MARKER}, ensure_ascii=False).encode()
        lines.append(line)
    part = file.with_suffix(".part")
    part.write_bytes(b"\n".join(lines))
    part.replace(file)


def _overwrite(collection: Collection | None) -> None:
    """Have the database let go of the pages and rows the words were in."""
    with store.maintenance(collection) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("vacuum full comments"))
        else:
            connection.exec_driver_sql("pragma wal_checkpoint(truncate)")
