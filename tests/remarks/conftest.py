"""A file of remarks of a test's own, beside the built demonstration."""

import pytest

from kit.store import comments
from kit.store.paths import PROJECT


@pytest.fixture
def kept(demonstration_store, tmp_path, monkeypatch):
    """Where the remarks of this test are kept."""
    monkeypatch.setenv("CAA_STORE", str(demonstration_store))
    monkeypatch.setattr("sys.argv", ["pytest"])
    monkeypatch.delenv("CAA_READ_ONLY", raising=False)
    monkeypatch.chdir(PROJECT)
    file = tmp_path / "remarks.jsonl"
    monkeypatch.setattr(comments, "path", lambda _collection=None: file)
    return file
