"""Promise: words that could tell who somebody is are found before they are kept, and can go."""

import csv
from pathlib import Path

import pytest

from kit.people import access, erasure, people, record, words
from kit.records import store
from kit.store import comments
from tests.people.conftest import act_as

ROWS = list(
    csv.DictReader(Path(__file__).with_name("words_about_people.csv").open(encoding="utf-8"))
)
ROLE = "Performance team"


@pytest.mark.parametrize("said", [row["said"] for row in ROWS if row["kind"] == "child"])
def test_words_about_a_child_are_found(said):
    assert words.findings(said)


@pytest.mark.parametrize("said", [row["said"] for row in ROWS if row["kind"] == "innocent"])
def test_words_about_the_work_are_let_through(said):
    assert not words.findings(said)


def test_doubtful_words_are_kept_once_the_writer_says_that_no_person_is_meant(kept):
    said = "The Callum programme began in two schools"
    with pytest.raises(comments.MayTell) as found:
        comments.write("001", said, ROLE)
    assert [one.words for one in found.value.found] == ["Callum"]
    assert comments.history("001").empty
    comments.write("001", said, ROLE, confirmed=frozenset({"Callum"}))
    assert list(comments.current_comments("001")["said"]) == [said]
    with pytest.raises(comments.Refused, match="telephone"):
        comments.write("001", "Call 07700 900123", ROLE, confirmed=frozenset({"07700 900123"}))


def signed_in(monkeypatch, person, role, area="001"):
    act_as(monkeypatch, access.AT_THE_MACHINE)
    people.give(person, role, area)
    return act_as(monkeypatch, access.of_person(person))


def test_own_words_are_changed_by_their_writer_alone_and_deleted_by_a_steward_too(
    kept, monkeypatch
):
    signed_in(monkeypatch, "bob@x.example", "director")
    entry = comments.write("001", "First words", ROLE).entry
    assert entry.writer == "bob@x.example"
    signed_in(monkeypatch, "eve@x.example", "analyst")
    for act in (
        lambda: comments.write("001", "Other words", ROLE, replaces=entry.entry_id),
        lambda: comments.withdraw("001", entry.entry_id, ROLE),
    ):
        with pytest.raises(comments.Refused, match="Only the person who wrote"):
            act()
    with pytest.raises(comments.Refused, match="Choose a role"):
        comments.write("001", "As the director", "Director of children's services")
    with pytest.raises(access.Denied):
        comments.write("002", "Elsewhere", ROLE)
    signed_in(monkeypatch, "ann@x.example", "steward")
    with pytest.raises(comments.Refused, match="Only the person who wrote"):
        comments.write("001", "In other words", ROLE, replaces=entry.entry_id)
    comments.withdraw("001", entry.entry_id, ROLE)
    assert comments.current_comments("001").empty


def test_nobody_writes_more_than_their_share_of_a_day(kept, monkeypatch):
    monkeypatch.setattr(comments, "A_DAY", 3)
    signed_in(monkeypatch, "bob@x.example", "director")
    for number in range(3):
        comments.write("001", f"{number} of a series", ROLE)
    with pytest.raises(comments.Refused, match="which is the most"):
        comments.write("001", "Once more", ROLE)
    signed_in(monkeypatch, "eve@x.example", "director")
    comments.write("001", "Another writer", ROLE)


@pytest.mark.parametrize("kept", ["sqlite", "postgresql"], indirect=True)
def test_erased_words_are_nowhere_but_for_a_marker(kept, monkeypatch, request):
    words_ = "Kestrelford moved out of area"
    first = comments.write("001", words_, ROLE).entry
    comments.write("001", f"{words_}, late", ROLE, replaces=first.entry_id)
    comments.write("001", "Another comment", ROLE)
    line = f'{{"entry_id": "{first.entry_id}", "said": "{words_}"}}\n{{"entry_id": "other"}}'
    (kept / "remarks.jsonl").write_text(line, encoding="utf-8")
    key = comments.version_key("001")
    signed_in(monkeypatch, "bob@x.example", "director")
    with pytest.raises(access.Denied, match="Steward"):
        erasure.erase("001", first.remark_id)
    signed_in(monkeypatch, "ann@x.example", "steward")
    assert erasure.erase("001", first.remark_id) == 2
    assert set(comments.history("001")["said"]) == {erasure.MARKER, "Another comment"}
    assert comments.version_key("001") != key, "papers made before are made again"
    assert record.entries()[0].details == {"comment": first.remark_id, "versions": 2}
    with pytest.raises(store.Refused, match="not found"):
        erasure.erase("001", "unknown")
    store.close()
    held = b"".join(file.read_bytes() for file in kept.rglob("*") if file.is_file())
    assert b"Kestrelford" not in held and b"other" in held
    if "postgresql" in request.node.name:
        cluster = request.getfixturevalue("cluster")
        tables_ = (cluster.folder / "data" / "base").rglob("*")
        cluster.stop()
        try:
            assert not any(b"Kestrelford" in one.read_bytes() for one in tables_ if one.is_file())
        finally:
            cluster.start()
