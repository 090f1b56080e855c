"""Promise: of machines that share a database one builds, and each build is on record first."""

import os
import subprocess
import sys

import pytest

from kit.people import record
from kit.records import store
from kit.store import build_on_record, building, builds, database
from kit.store.paths import PROJECT, Collection

HOLD = """
from kit.records import store
from kit.store.paths import Collection
with store.alone("build", Collection.open("demonstration")) as is_free:
    print(is_free, flush=True)
    input()
"""


@pytest.fixture
def shared(records_at, monkeypatch, tmp_path, cluster):
    """A collection whose words are kept on a server that another machine uses too."""
    monkeypatch.setattr("sys.argv", ["pytest"])
    monkeypatch.setenv("CAA_STORE", str(tmp_path))
    records_at("postgresql")
    return Collection.open("demonstration")


def other_machine(cluster, folder):
    return subprocess.Popen(
        [sys.executable, "-c", HOLD],
        cwd=PROJECT,
        env=os.environ | {"CAA_STORE": str(folder), "CAA_DATABASE": cluster.address},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_while_one_machine_builds_another_is_told_to_wait(shared, cluster, tmp_path, monkeypatch):
    begun = []
    monkeypatch.setattr(building, "build", lambda *_, **__: begun.append(True))
    for ends in ("by itself", "killed"):
        other = other_machine(cluster, tmp_path / "other")
        assert other.stdout.readline() == "True\n"
        with pytest.raises(building.Busy, match="Another machine"):
            build_on_record.build(shared)
        assert not begun
        if ends == "killed":
            other.kill()
            other.wait()
        else:
            other.communicate("\n")
        with store.alone("publish", shared) as is_free:
            assert is_free, "another lock is another name"
        build_on_record.build(shared)
        assert begun.pop()


def test_who_reads_goes_on_with_the_figures_there_are(shared, cluster, tmp_path, monkeypatch):
    monkeypatch.setattr(database, "_may_build", lambda _chosen: True)
    other = other_machine(cluster, tmp_path / "other")
    assert other.stdout.readline() == "True\n"
    assert database._Watch().look(lambda _done, _said: None, force=True) == database.BUSY
    other.communicate("\n")


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_build_is_on_record_or_is_not_shown(records_at, kind, tmp_path, monkeypatch):
    records_at(kind)
    monkeypatch.setattr("sys.argv", ["pytest"])
    shown = []
    monkeypatch.setattr(builds, "publish", lambda parts, _collection: shown.append(parts))

    def build(_collection, *, before_publishing, **_):
        before_publishing("20260101T000000Z")
        builds.publish({}, _collection)

    monkeypatch.setattr(building, "build", build)
    collection = Collection("demonstration", tmp_path)
    build_on_record.build(collection, by=build_on_record.SERVER)
    (entry,) = record.entries(collection=collection)
    assert (entry.act, entry.who) == ("build", "the server")
    assert entry.details["build"] == "20260101T000000Z" and len(shown) == 1

    def fails(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(record, "write_within", fails)
    with pytest.raises(store.Refused, match="No space left"):
        build_on_record.build(collection)
    assert len(shown) == 1
    said = database._Watch._build(collection, lambda _done, _said: None)
    assert said.startswith("The update was refused") and "No space left" in said
