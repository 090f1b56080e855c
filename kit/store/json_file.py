"""JSON files as rows: a list, or an object of records, each flattened to dotted headings."""

import json
from collections.abc import Iterator
from pathlib import Path

from kit.store.problems import UnreadableError
from kit.store.schema import Table
from kit.store.workbook import text_of

LARGEST_JSON = 200 * 2**20  # bytes


def rows(path: Path, table: Table, whole: set[str]) -> tuple[list[str], Iterator]:
    """Return the headings and the numbered rows; what is in `whole` is not taken apart."""
    if path.stat().st_size > LARGEST_JSON:
        raise UnreadableError(f"is larger than {LARGEST_JSON:,} bytes", "Send a smaller file")
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        raise UnreadableError(
            f"cannot be read as JSON ({error})", "Download the file again", line=line
        ) from None
    for step in filter(None, table.rows.split(".")):
        found = found.get(step) if isinstance(found, dict) else None
    if isinstance(found, dict):
        found = [
            {"@key": key, **value} if isinstance(value, dict) else value
            for key, value in found.items()
        ]
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise UnreadableError(
            f"there is no list of records at {table.rows!r}", "Change `rows` in the contract"
        )
    records = [dict(_flat(one, whole)) for one in found]
    headings = list(dict.fromkeys(heading for record in records for heading in record))
    numbered = (
        (number, [record.get(heading, "") for heading in headings])
        for number, record in enumerate(records, 1)
    )
    return headings, numbered


def _flat(record: dict, whole: set[str], before: str = "") -> Iterator[tuple[str, str]]:
    for key, value in record.items():
        heading = before + key
        if isinstance(value, dict) and heading not in whole:
            yield from _flat(value, whole, heading + ".")
        elif isinstance(value, dict | list):
            yield heading, json.dumps(value, separators=(",", ":"), ensure_ascii=False)
        else:
            yield heading, text_of(value)
