"""Where a collection of data lives: its imported sources, its builds, the current pointer.

Collections are never mixed: each has its own folder and knows the contracts it may import by.
"""

import os
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
os.umask(os.umask(0o077) | 0o077)  # what this process writes is its owner's alone

OPEN = "open"  # the clearance of a reader of whom nothing is known
# Every clearance, and what a screen or a paper made for it says of itself.
CLEARANCES = {
    OPEN: "",
    "in_confidence": "In confidence: includes small numbers. Do not share",
}

# The folders whose contracts each collection imports by: the words, and folders of data.
CONTRACT_FOLDERS = {
    "demonstration": ("text", "data/reference", "data/local", "data/demonstration"),
    "published": ("text", "data/reference", "data/local", "data/published"),
}


@dataclass(frozen=True)
class Collection:
    """One collection by name, with every path below its `root`."""

    name: str
    root: Path

    @classmethod
    def open(cls, name: str) -> "Collection":
        """Open `name`, kept below CAA_STORE or <project>/data/store. ValueError if unknown."""
        if name not in CONTRACT_FOLDERS:
            known = " or ".join(CONTRACT_FOLDERS)
            raise ValueError(f"There is no collection of data called {name!r}: choose {known}.")
        store = os.environ.get("CAA_STORE") or PROJECT / "data" / "store"
        return cls(name, Path(store) / name)

    @property
    def sources(self) -> Path:
        """Imported tables: <source>__<table>/<vintage>/data.parquet."""
        return self.root / "sources"

    @property
    def builds(self) -> Path:
        """Private files of finished builds, with every layer: <id>.duckdb."""
        return self.root / "builds"

    @property
    def served(self) -> Path:
        """What readers are shown, a folder for each clearance: <clearance>/<id>.duckdb."""
        return self.root / "served"

    @property
    def pointer(self) -> Path:
        """The file that names the current build."""
        return self.root / "current"

    @property
    def lock(self) -> Path:
        """The lock of whoever is building."""
        return self.root / "build.lock"

    @property
    def import_lock(self) -> Path:
        """The lock of whoever is importing."""
        return self.root / "import.lock"

    @property
    def contract_folders(self) -> list[Path]:
        """The folders of the project that hold this collection's contracts."""
        return [PROJECT / name for name in CONTRACT_FOLDERS[self.name]]
