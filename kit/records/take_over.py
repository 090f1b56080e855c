"""Comments and sign-offs that earlier releases kept as lines of a file: brought in once.

The file stays as it is, and is not read again; a line that cannot be read is counted, said, and
takes no other with it.
"""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from sqlalchemy import Connection, Table, insert, select

from kit.records import tables


class _Comment(BaseModel):
    entry_id: str
    remark_id: str
    area_code: str
    kind: str
    about: str
    subject: str
    framework: str
    as_at: date | None
    happened_on: date | None
    said: str
    role: str
    written_at: datetime
    replaces: str
    withdrawn: bool


class _SignOff(BaseModel):
    entry_id: str
    indicator: str
    version: str
    role: str
    signed_at: datetime
    withdrawn: bool


FILES: dict[str, tuple[type[BaseModel], Table]] = {
    "remarks.jsonl": (_Comment, tables.comments),
    "sign_offs.jsonl": (_SignOff, tables.sign_offs),
}


def files(connection: Connection, folder: Path) -> None:
    """Bring in each file of `folder` that has not been."""
    for name, (model, table) in FILES.items():
        file = folder / name
        if not file.is_file():
            continue
        done = select(tables.taken_over.c.name).where(tables.taken_over.c.name == name)
        if connection.execute(done).first() is None:
            entries, unread = _read(file, model)
            if entries:
                connection.execute(insert(table), entries)
            connection.execute(
                insert(tables.taken_over).values(
                    name=name, at=datetime.now(UTC), entries=len(entries), unread=unread
                )
            )


def _read(file: Path, model: type[BaseModel]) -> tuple[list[dict[str, Any]], list[int]]:
    entries: dict[str, dict[str, Any]] = {}
    unread = []
    for number, line in enumerate(file.read_bytes().split(b"\n"), 1):
        if line.strip():
            try:
                entry = model.model_validate_json(line).model_dump()
            except ValidationError:
                unread.append(number)
            else:
                entries.setdefault(entry["entry_id"], entry)
    return list(entries.values()), unread
