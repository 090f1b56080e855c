"""A small made-up source, `shops`, whose contract each test bends to its need."""

from pathlib import Path

import duckdb

from kit.store import contract, importing
from kit.store.paths import Collection

CONTRACT = """
title = "Shops"
publisher = "The market"
licence = "None"

[[table]]
name = "counts"
file = 'shops(_(?P<release>[0-9-]+))?\\.(csv|parquet|xlsx|ods|json)'
key = ["area"]
missing = { "x" = "suppressed", "-" = "not_available" }
SETTINGS

[[table.column]]
name = "area"
heading = "Area code"
type = "code"
digits = 3
required = true

[[table.column]]
name = "kind"
heading = "Kind"
allowed = ["corner", "market"]

[[table.column]]
name = "shops"
heading = "Number of shops"
type = "integer"
minimum = 0
maximum = 500

[[table.column]]
name = "opened"
heading = "Opened"
type = "date"
missing = { "" = "not_applicable" }
MORE
"""
HEADINGS = "Area code,Kind,Number of shops,Opened\n"
GOOD = HEADINGS + "001,corner,12,2020-01-31\n002,market,x,\n003,corner,-,2020-02-29\n"


class Market:
    """The source, a collection of its own, and a folder for the files that arrive."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.collection = Collection("published", folder / "store")

    def contracts(self, settings: str = "", more: str = "", swap: tuple[str, str] = ("", "")):
        text = CONTRACT.replace("SETTINGS", settings).replace("MORE", more).replace(*swap)
        path = self.folder / "contracts" / "shops" / "contract.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return contract.load_all([path.parent.parent])

    def file(self, content: str | bytes, name: str = "shops.csv", encoding: str = "utf-8") -> Path:
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    def take(self, content: str | bytes | Path, name: str = "shops.csv", **bent):
        """Import one file, whose release is told unless its name says it; receipt or refusal."""
        path = content if isinstance(content, Path) else self.file(content, name)
        told = None if "_" in path.name else "2026-01"
        (result,) = importing.import_paths(
            self.collection, self.contracts(**bent), [path], release=told
        )
        return result

    def taken(self, *args, **bent) -> importing.Receipt:
        result = self.take(*args, **bent)
        assert isinstance(result, importing.Receipt), str(result)
        return result

    def refused(self, *args, **bent) -> str:
        """What a refusal says; and nothing was stored, nor left lying about."""
        before = set(self.collection.root.rglob("*"))
        result = self.take(*args, **bent)
        assert isinstance(result, importing.Refusal), result
        left = set(self.collection.root.rglob("*")) - before
        assert {path.name for path in left} <= {"import.lock", "importing"}, left
        return str(result)

    def folder_of(self, receipt: importing.Receipt) -> Path:
        return self.collection.sources / f"{receipt.source}__{receipt.table}" / receipt.vintage

    def rows(self, receipt: importing.Receipt) -> list[tuple]:
        path = self.folder_of(receipt) / "data.parquet"
        with duckdb.connect() as database:
            return database.read_parquet(str(path)).fetchall()

    def aside(self, receipt: importing.Receipt) -> str:
        return (self.folder_of(receipt) / "set_aside.csv").read_text(encoding="utf-8-sig")
