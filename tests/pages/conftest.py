"""Pages opened without a browser, of the demonstration and of published data."""

import pytest

from kit import wording
from kit.store.paths import PROJECT
from tests.opened import html_at


@pytest.fixture
def store(demonstration_store, monkeypatch):
    """What pages opened in the test read: the demonstration."""
    monkeypatch.setenv("CAA_STORE", str(demonstration_store))
    monkeypatch.chdir(PROJECT)


@pytest.fixture
def app(store):
    """Open a page of the demonstration at an address; give all its HTML, which is stamped."""

    def opened(page: str = "", **address: str) -> str:
        shown = html_at(page, **address)
        assert wording.STAMPS["demonstration"] in shown
        return shown

    return opened


@pytest.fixture
def published(published_store, monkeypatch):
    """Open a page of the published data at an address; give all its HTML."""
    monkeypatch.setenv("CAA_STORE", str(published_store))
    monkeypatch.setenv("CAA_DATA", "published")
    monkeypatch.chdir(PROJECT)
    return html_at
