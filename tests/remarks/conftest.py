"""A store of what people write, of a test's own, beside the built demonstration."""

import pytest

from kit.store.paths import PROJECT


@pytest.fixture
def kept(request, demonstration_store, records_at, monkeypatch):
    """The folder of this test's store: SQLite, or the database a test names."""
    monkeypatch.setenv("CAA_STORE", str(demonstration_store))
    monkeypatch.setattr("sys.argv", ["pytest"])
    monkeypatch.delenv("CAA_READ_ONLY", raising=False)
    monkeypatch.chdir(PROJECT)
    return records_at(getattr(request, "param", "sqlite"))
