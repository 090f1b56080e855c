"""Promise: a transaction is kept whole or not at all, on either database, and says why not."""

import json
import sqlite3
import threading

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import insert, select

from kit.records import store, tables
from kit.records import take_over as taking

WAVE = {
    "title": "One", "area_code": "001", "opens_on": None, "closes_on": None, "details": {},
}  # fmt: skip


def _person(name):
    return insert(tables.people).values(
        person=name, name=name, added_at=tables.datetime.now(tables.UTC), added_by="test"
    )


def _people():
    with store.reading() as connection:
        return sorted(connection.execute(select(tables.people.c.person)).scalars())


def test_migrations_make_the_tables_that_are_used(folder):
    with store.reading() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, tables.metadata) == []


def test_an_error_in_the_middle_keeps_nothing(folder):
    with pytest.raises(ZeroDivisionError), store.transaction() as connection:
        connection.execute(_person("one"))
        _ = 1 / 0
    assert _people() == []


def test_a_time_comes_back_as_it_was_and_needs_a_zone(folder):
    now = tables.datetime.now(tables.UTC)
    with store.transaction() as connection:
        connection.execute(_person("one").values(added_at=now))
    with store.reading() as connection:
        assert connection.execute(select(tables.people.c.added_at)).scalar() == now
    with pytest.raises(Exception, match="without its zone"), store.transaction() as connection:
        connection.execute(_person("two").values(added_at=now.replace(tzinfo=None)))


def test_writers_take_turns_and_none_overwrites_another(folder):
    """Each reads, then writes what it read and one more: only turns make the sum right."""
    with store.transaction() as connection:
        connection.execute(_person("0"))
    begun = threading.Barrier(8)

    def add():
        begun.wait()
        for _ in range(5):
            with store.transaction() as connection:
                number = int(connection.execute(select(tables.people.c.person)).scalar())
                connection.execute(tables.people.update().values(person=str(number + 1)))

    writers = [threading.Thread(target=add) for _ in range(8)]
    for each in writers:
        each.start()
    for each in writers:
        each.join()
    assert _people() == ["40"]


def test_a_reader_sees_one_state_while_another_writes(folder):
    with store.transaction() as connection:
        connection.execute(_person("one"))
        assert _people() == []
    assert _people() == ["one"]


def test_two_collections_are_never_mixed(folder, monkeypatch):
    monkeypatch.undo()  # the path of each collection is its own again
    monkeypatch.setattr("sys.argv", ["pytest"])
    with store.transaction(_collection(folder, "demonstration")) as connection:
        connection.execute(_person("one"))
    with store.reading(_collection(folder, "published")) as connection:
        assert connection.execute(select(tables.people)).first() is None


def _collection(folder, name):
    return store.Collection(name, folder / name)


@pytest.mark.parametrize("folder", ["sqlite"], indirect=True)
def test_the_file_is_written_ahead_and_is_its_owners_alone(folder):
    with store.transaction() as connection:
        connection.execute(_person("one"))
    file = store.path()
    with sqlite3.connect(file) as connection:
        assert connection.execute("pragma journal_mode").fetchone() == ("wal",)
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("folder", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("address", "said"),
    [("mysql://x/y", "must begin with postgresql"), ("not an address", "not an address"),
     ("postgresql://nobody@/none?host=/nowhere", "cannot be reached")],
)  # fmt: skip
def test_an_address_that_leads_nowhere_is_said_in_words(folder, monkeypatch, address, said):
    monkeypatch.setenv(store.ADDRESS, address)
    with pytest.raises(store.Unavailable, match=said) as refusal, store.reading():
        pass
    assert "nobody" not in str(refusal.value)


@pytest.mark.parametrize("folder", ["sqlite"], indirect=True)
def test_the_address_can_be_kept_in_a_file(folder, monkeypatch, tmp_path):
    file = tmp_path / "address"
    file.write_text("postgresql://user:secret@host/name\n", encoding="utf-8")
    monkeypatch.setenv(store.ADDRESS_FILE, str(file))
    assert store.address().host == "host"
    assert "secret" not in str(store.address())


@pytest.mark.parametrize("folder", ["postgresql"], indirect=True)
def test_a_server_that_stops_is_said_and_one_that_is_back_is_used(folder, cluster):
    with store.transaction() as connection:
        connection.execute(_person("one"))
    cluster.stop()
    try:
        with pytest.raises(store.Unavailable), store.reading():
            pass
        with pytest.raises(store.Unavailable), store.transaction():
            pass
    finally:
        cluster.start()
    assert _people() == ["one"]


LINE = {
    "entry_id": "1", "remark_id": "a", "area_code": "001", "kind": "comment", "about": "finding",
    "subject": "", "framework": "", "as_at": None, "happened_on": None, "said": "Kept",
    "role": "Office", "written_at": "2026-01-02T03:04:05Z", "replaces": "", "withdrawn": False,
}  # fmt: skip
SIGNED = {
    "entry_id": "1", "indicator": "x", "version": "0" * 12, "role": "Office",
    "signed_at": "2026-01-02T03:04:05Z", "withdrawn": False,
}  # fmt: skip


def test_files_of_earlier_releases_are_taken_over_once(folder):
    whole = json.dumps(LINE)
    (folder / "remarks.jsonl").write_text(f"{whole}\n{whole[:40]}\n", encoding="utf-8")
    (folder / "sign_offs.jsonl").write_text(json.dumps(SIGNED), encoding="utf-8")
    for _ in range(2):  # opened again, the same lines are not taken twice
        with store.reading() as connection:
            said = list(connection.execute(select(tables.comments.c.said)).scalars())
            signed = list(connection.execute(select(tables.sign_offs.c.role)).scalars())
            unread = dict(
                connection.execute(
                    select(tables.taken_over.c.name, tables.taken_over.c.unread)
                ).fetchall()
            )
        assert (said, signed) == (["Kept"], ["Office"])
        assert unread == {"remarks.jsonl": [2], "sign_offs.jsonl": []}
        store.close()
    assert set(taking.FILES) == set(unread)
