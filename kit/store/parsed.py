"""What SQL files read and call, kept from one build to the next: parsing takes half of a small one.

Of the files of a build alone: what a reader types is parsed whenever it is asked.
"""

import contextlib
import hashlib
import json
from pathlib import Path

import duckdb

from kit.store import sqlfile


class Parsed:
    """What `sqlfile.names_used` read from texts, kept in a file by the hash of each.

    A text that fails isn't kept. What another version of the parser read is forgotten.
    """

    def __init__(self, path: Path):
        self.path, self.used = path, dict[str, list[list[str]]]()
        self._reader = hashlib.sha256(
            duckdb.__version__.encode() + Path(sqlfile.__file__).read_bytes()
        ).hexdigest()
        self.held: dict[str, list[list[str]]] = {}
        with contextlib.suppress(OSError, ValueError, TypeError, AttributeError, LookupError):
            kept = json.loads(path.read_text(encoding="utf-8"))
            self.held = kept["texts"] if kept.get("reader") == self._reader else {}
        self.known = frozenset(self.held)  # of the file

    def names_used(self, sql: str) -> tuple[frozenset[str], frozenset[str], tuple[str, int] | None]:
        """Return what `sqlfile.names_used` does."""
        key = hashlib.sha256(sql.encode()).hexdigest()
        if key not in self.held:
            found = sqlfile.names_used(sql)
            if found[2]:
                return found
            self.held[key] = [sorted(each) for each in found[:2]]
        self.used[key] = self.held[key]
        tables, functions = map(frozenset, self.held[key])
        return tables, functions, None

    def save(self) -> None:
        """Write down what was used; where that is not allowed it is parsed again next time."""
        if self.used.keys() == self.known:
            return
        with contextlib.suppress(OSError):
            fresh = self.path.with_suffix(".new")
            fresh.write_text(
                json.dumps({"reader": self._reader, "texts": self.used}), encoding="utf-8"
            )
            fresh.replace(self.path)
