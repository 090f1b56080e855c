"""Promise: what was done is on record, and whoever changes the record by hand is found out."""

import pytest
from sqlalchemy import delete, update

from kit.people import access, people, record
from kit.records import store, tables

TABLE = tables.record


def _fill(count=5):
    for number in range(count):
        record.write("export", "001", file=f"{number}.csv", rows=number)


def test_entries_say_who_what_and_where_and_the_chain_is_whole(folder):
    _fill()
    ann = access.Reader("ann@x.example", "Ann", "signed_in")
    record.write("paper", "002", reader=ann, form="pdf")
    newest = record.entries()[0]
    assert (newest.who, newest.act, newest.area_code) == ("ann@x.example", "paper", "002")
    assert newest.details == {"form": "pdf"}
    assert record.entries(areas=frozenset({"001"}))[0].area_code == "001"
    assert len(record.entries(act="export")) == 5
    verdict = record.check()
    assert (verdict.entries, verdict.problems) == (6, [])


HARMS = {
    "who": (update(TABLE).where(TABLE.c.number == 3).values(who="nobody"), "entry 3 was changed"),
    "details": (update(TABLE).where(TABLE.c.number == 3).values(details="{}"), "entry 3 was"),
    "time": (update(TABLE).where(TABLE.c.number == 5).values(at="2001"), "entry 5 was changed"),
    "middle": (delete(TABLE).where(TABLE.c.number == 3), "before entry 4"),
    "first": (delete(TABLE).where(TABLE.c.number == 1), "before entry 2"),
    "first two": (delete(TABLE).where(TABLE.c.number <= 2), "before entry 3"),
}


@pytest.mark.parametrize("harm", HARMS)
def test_a_change_by_hand_is_noticed(folder, harm):
    _fill()
    with store.transaction() as connection:
        connection.execute(HARMS[harm][0])
    (problem,) = record.check().problems[:1]
    assert HARMS[harm][1] in problem


def test_an_entry_sealed_anew_breaks_the_next(folder):
    _fill()
    with store.transaction() as connection:
        row = dict(connection.execute(TABLE.select().where(TABLE.c.number == 3)).mappings().one())
        row["who"] = "nobody"
        row["hash"] = record._hash(row)
        connection.execute(update(TABLE).where(TABLE.c.number == 3).values(row))
    assert record.check().problems == ["before entry 4 something was removed or replaced"]


def test_newest_entries_that_were_removed_show_by_the_hash_kept_elsewhere(folder):
    _fill()
    head = record.check().head
    with store.transaction() as connection:
        connection.execute(delete(TABLE).where(TABLE.c.number == 5))
    assert record.check().problems == []
    assert "newest entries were removed" in record.check(head=head).problems[0]


def test_what_is_older_than_it_is_kept_goes_and_the_rest_stays_whole(folder, monkeypatch):
    _fill(3)
    assert record.prune() == 0
    monkeypatch.setattr(record, "timedelta", lambda days: -record.datetime.resolution * 0)
    assert record.prune() == 3
    record.write("export", "001")
    verdict = record.check()
    assert (verdict.entries, verdict.problems) == (2, [])
    with store.transaction() as connection:
        connection.execute(delete(TABLE).where(TABLE.c.number == 4))
    assert record.check().problems


def test_an_act_and_its_entry_are_kept_together_or_not_at_all(folder, monkeypatch):
    people.give("ann@x.example", "reader", "001")
    assert record.entries()[0].details["given"] is True

    def fails(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(record, "write_within", fails)
    with pytest.raises(store.Refused, match="No space left"):
        people.give("bob@x.example", "reader", "001")
    assert [one["person"] for one in people.held()] == ["ann@x.example"]


def test_only_known_acts_are_recorded(folder):
    with pytest.raises(ValueError, match="not an act"):
        record.write("look", "001")
