"""Every test here runs on both databases."""

import pytest


@pytest.fixture(params=["sqlite", "postgresql"])
def folder(request, records_at, monkeypatch, tmp_path):
    """The folder of this test's store, on each database in turn."""
    monkeypatch.setattr("sys.argv", ["pytest"])
    monkeypatch.setenv("CAA_STORE", str(tmp_path))
    return records_at(request.param)
