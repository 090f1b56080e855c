"""Promise: a backup holds all of one state, and a bare machine is as before when it is restored."""

import json
import threading
import zipfile

import pytest
from sqlalchemy import insert, select

from kit.records import backup, store, tables
from kit.records import register_rows as rows
from kit.store import database
from kit.store.paths import Collection


@pytest.fixture
def filled(folder, monkeypatch):
    """A collection with a register, its history, and an imported file."""
    collection = Collection("demonstration", folder / "demonstration")
    monkeypatch.setattr(database, "collection", lambda: collection)
    rows.save("posts", [rows.Change("k", {"seats": 3, "began": "2026-01-02"}, 0, "001")], who="a")
    rows.save("posts", [rows.Change("k", {"seats": 4}, 1), rows.Change("l", {})], who="b")
    with store.transaction() as connection:
        connection.execute(insert(tables.people).values(
            person="x", name="X", added_at=tables.datetime.now(tables.UTC), added_by=""
        ))  # fmt: skip
    (collection.sources / "one").mkdir(parents=True)
    (collection.sources / "one" / "data.parquet").write_bytes(b"rows")
    return collection


def _all(collection):
    with store.reading(collection) as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(
                select(table).order_by(*table.primary_key)
            )]
            for table in tables.metadata.sorted_tables
        }  # fmt: skip


@pytest.fixture
def bare(tmp_path_factory, monkeypatch, request):
    """A machine with nothing on it: another folder, another server's database."""

    def begin(collection):
        store.close()
        folder = tmp_path_factory.mktemp("bare")
        monkeypatch.setattr(store, "path", lambda _collection=None: folder / "records.sqlite")
        if store.address().get_backend_name() == "postgresql":
            request.getfixturevalue("cluster").empty()
        return Collection(collection.name, folder / collection.name)

    return begin


def test_a_bare_machine_is_as_before(filled, bare, tmp_path):
    before, path = _all(filled), tmp_path / "backup.zip"
    held = backup.write(path, filled)
    assert held.rows["register_history"] == 3 and held.files == 1
    restored = bare(filled)
    assert backup.restore(path, restored).rows == held.rows
    assert _all(restored) == before
    assert (restored.sources / "one" / "data.parquet").read_bytes() == b"rows"
    again = rows.save("posts", [rows.Change("k", {"seats": 5}, 2)], who="c", collection=restored)
    assert again[0].version == 3, "writing goes on where it stopped"


def test_a_backup_of_one_database_is_restored_to_the_other(
    filled, bare, tmp_path, monkeypatch, cluster
):
    before, path = _all(filled), tmp_path / "backup.zip"
    was = store.address().get_backend_name()
    backup.write(path, filled)
    restored = bare(filled)
    if was == "sqlite":
        cluster.empty()
        monkeypatch.setenv(store.ADDRESS, cluster.address)
    else:
        monkeypatch.delenv(store.ADDRESS)
    assert store.address().get_backend_name() != was
    backup.restore(path, restored)
    assert _all(restored) == before


def test_one_state_is_kept_while_people_write(filled, tmp_path):
    """Every save adds a row to both tables: a backup of one state holds as many of each."""
    done = threading.Event()

    def write():
        number = 0
        while not done.is_set():
            number += 1
            rows.save("many", [rows.Change(f"{number}", {"n": number})], who="w", collection=filled)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(3):
            held = backup.write(tmp_path / f"{number}.zip", filled)
            assert held.rows["register_history"] - 1 == held.rows["register_rows"]
    finally:
        done.set()
        writer.join()


@pytest.mark.parametrize("folder", ["sqlite"], indirect=True)
def test_a_store_with_words_in_it_is_not_overwritten(filled, tmp_path):
    backup.write(tmp_path / "backup.zip", filled)
    with pytest.raises(store.Refused, match="not empty"):
        backup.restore(tmp_path / "backup.zip", filled)


@pytest.mark.parametrize("folder", ["sqlite"], indirect=True)
@pytest.mark.parametrize("harm", ["cut", "row", "outside", "other"])
def test_a_damaged_or_foreign_file_restores_nothing(filled, bare, tmp_path, harm):
    path, bad = tmp_path / "backup.zip", tmp_path / "bad.zip"
    backup.write(path, filled)
    if harm == "cut":
        bad.write_bytes(path.read_bytes()[:-200])
    else:
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(bad, "w") as new:
            for name in old.namelist():
                inside = old.read(name)
                if harm == "row" and name.endswith("register_rows.jsonl"):
                    inside = inside.replace(b"4", b"5")
                if name == "backup.json":
                    about = json.loads(inside)
                    if harm == "outside":
                        about["sha256"]["../x"] = about["sha256"].pop("sources/one/data.parquet")
                    if harm == "other":
                        about["collection"] = "published"
                    inside = json.dumps(about).encode()
                new.writestr(
                    "../x" if harm == "outside" and name.startswith("sources") else name, inside
                )
    restored = bare(filled)
    with pytest.raises(store.Refused):
        backup.restore(bad, restored)
    assert not any(_all(restored).values())
    assert not (restored.root / "sources").exists()
