"""A store of roles and a record, of a test's own."""

import pytest

from kit.people import access


@pytest.fixture(params=["sqlite", "postgresql"])
def folder(request, records_at, monkeypatch, tmp_path):
    """The folder of this test's store, on each database in turn; the one at the machine acts."""
    monkeypatch.setattr("sys.argv", ["pytest"])
    monkeypatch.setenv("CAA_STORE", str(tmp_path))
    act_as(monkeypatch, access.AT_THE_MACHINE)
    return records_at(request.param)


def act_as(monkeypatch, reader: access.Reader) -> access.Reader:
    """Have every question of who is reading answered by this reader."""
    monkeypatch.setattr(access._Finder, "find", staticmethod(lambda _anew: reader))
    return reader
