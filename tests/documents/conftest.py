"""Papers of the demonstration data, each made once."""

import pytest

from kit.paper import files, paper_data
from kit.store import database

AUTHORITIES = ["001", "005", "006", "019", "024"]  # full, sparse, bad, reorganised, longest name


@pytest.fixture(scope="session")
def build(demonstration_store, session_monkeypatch):
    """The build that papers are made of."""
    session_monkeypatch.setenv("CAA_DATA", "demonstration")
    session_monkeypatch.setattr("sys.argv", ["pytest"])
    return database.current()


@pytest.fixture(scope="session")
def session_monkeypatch():
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture(scope="session")
def as_at(build) -> str:
    return paper_data.dates()[0]


@pytest.fixture(scope="session")
def read(as_at):
    """What is known of an authority, by code."""
    known: dict[str, paper_data.PaperData] = {}

    def of(code: str) -> paper_data.PaperData:
        if code not in known:
            known[code] = paper_data.read_data(code, as_at, paper_data.frameworks()[0])
        return known[code]

    return of


@pytest.fixture(scope="session")
def paper(build):
    """The bytes of a paper by format, authority and kind, made once."""
    kept: dict[tuple, bytes] = {}

    def of(form: str, code: str, book: bool = False) -> bytes:
        key = (form, code, book)
        if key not in kept:
            kept[key] = files.make_paper(form, code, book=book)
        return kept[key]

    return of
