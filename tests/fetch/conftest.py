"""Contracts with addresses on this machine, and a store of their own."""

import textwrap
from pathlib import Path

import pytest

from kit.fetch import fetching
from kit.fetch.client import Client
from kit.store import contract, importing
from kit.store.paths import Collection
from tests.fetch.server import Server, Statistics

HEAD = """
title = "Plans"
publisher = "A publisher"
licence = "Open Government Licence v3.0"
address = "https://example.org/plans"

[[table]]
name = "counts"
title = "Plans by area"
"""
COLUMNS = """
[[table.column]]
name = "area_code"
type = "code"
digits = 3
required = true

[[table.column]]
name = "plans"
type = "integer"
"""
ROWS = b"area_code,plans\n301,10\n302,20\n303,30\n"


class Desk:
    """What fetches: contracts in a folder, a collection beside it, the waits it was asked for."""

    def __init__(self, folder: Path):
        self.folder, self.waited = folder / "contracts", []
        self.collection = Collection("published", folder / "store")

    def contract(self, source: str, file: str, fetch: str, more: str = 'key = ["area_code"]'):
        place = self.folder / source / "contract.toml"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(
            f"{HEAD}file = '{file}'\n{more}\n\n[table.fetch]\n{textwrap.dedent(fetch)}\n{COLUMNS}",
            encoding="utf-8",
        )

    @property
    def contracts(self):
        return contract.load_all([self.folder])

    def fetch(self, **options) -> list[fetching.Outcome]:
        tables = fetching.with_address(self.contracts)
        with Client(sleep=self.waited.append) as client:
            return fetching.fetch(self.collection, self.contracts, tables, client, **options)

    def one(self, **options) -> fetching.Outcome:
        (outcome,) = self.fetch(**options)
        return outcome

    def rows(self) -> int:
        (vintage,) = importing.current_vintages(self.collection).values()
        return importing.vintages.receipt(vintage).rows_stored


@pytest.fixture(autouse=True)
def _direct(monkeypatch):
    """No proxy of this machine between the tests and their server."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture
def desk(tmp_path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def server():
    made = Server()
    yield made
    made.close()


@pytest.fixture
def statistics():
    made = Statistics()
    yield made
    made.close()


@pytest.fixture
def plain(desk, server) -> Desk:
    """A desk whose one source is a plain file, served with three rows."""
    server.file("/plans.csv", ROWS)
    address = f'kind = "file"\naddress = "{server.address}/plans.csv"'
    desk.contract("plans", r"plans\.csv", address)
    return desk
