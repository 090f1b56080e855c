"""What is written is kept: by many at once, over a torn line, with its history, within limits."""

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import insert

from kit.records import store, tables
from kit.store import comments
from kit.store.paths import PROJECT

ROLE, OTHER = "Director's office", "Performance team"

BOTH = pytest.mark.parametrize("kept", ["sqlite", "postgresql"], indirect=True)
pytestmark = BOTH

WRITER = """
import pathlib, sys, time
from kit.records import store
from kit.store import comments
folder, who = pathlib.Path(sys.argv[1]), sys.argv[2]
store.path = lambda collection=None: folder / "records.sqlite"
comments.roles = lambda *_: ["A"]
(folder / who).touch()
while not all((folder / each).exists() for each in ("one", "two")):
    time.sleep(0.01)
for number in range(40):
    comments.write("001", f"{who} {number} " + "long " * 90, "A")
    time.sleep(0.01)  # else who has the lock may never let go of it long enough
"""


def test_two_who_write_at_once_lose_nothing(kept):
    running = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(kept), who], cwd=PROJECT)
        for who in ("one", "two")
    ]
    assert [each.wait(120) for each in running] == [0, 0]
    said = [" ".join(one.split()[:2]) for one in comments.history("001")["said"]]
    assert len(said) == 80
    for who in ("one", "two"):
        assert [one for one in said if one.startswith(who)] == [f"{who} {n}" for n in range(40)]
    turns = sum(one.split()[0] != next_one.split()[0] for one, next_one in pairwise(said))
    assert turns > 2, "they took no turns, so nothing was tried"


def test_what_fails_in_the_middle_leaves_nothing_half_written(kept):
    comments.write("001", "Before", ROLE)
    with pytest.raises(store.Unavailable, match="No space left"), store.transaction() as connection:
        connection.execute(insert(tables.comments).values(_line("Half")))
        raise OSError(28, "No space left on device")
    assert list(comments.current_comments("001")["said"]) == ["Before"]


def _line(said):
    entry = comments.history("001").iloc[0].to_dict()
    kept = {each.name: entry[each.name] for each in tables.comments.c if each.name in entry}
    return kept | {
        "entry_id": "another", "said": said, "area_code": "001", "as_at": None, "happened_on": None,
        "written_at": datetime.now(UTC),
    }  # fmt: skip


def test_an_edit_stands_and_the_history_keeps_what_was(kept):
    first = comments.write("001", "One", ROLE, as_at=date(2026, 8, 31)).entry
    second = comments.write("001", "Two", OTHER, replaces=first.entry_id).entry
    comments.write("002", "Elsewhere", ROLE)
    stands = comments.current_comments("001")
    assert list(stands["said"]) == ["Two"]
    assert list(stands["role"]) == [OTHER]
    assert list(stands["versions"]) == [2]
    past = comments.history("001", first.remark_id)
    assert list(past["said"]) == ["One", "Two"]
    assert list(past["replaces"]) == ["", first.entry_id]
    assert not past["unseen"].any()
    assert second.remark_id == first.remark_id


def test_of_two_edits_of_one_version_both_are_kept_and_the_later_is_told(kept):
    first = comments.write("001", "One", ROLE).entry
    between = comments.write("001", "Two", ROLE, replaces=first.entry_id).entry
    later = comments.write("001", "Three", OTHER, replaces=first.entry_id)
    assert [each.entry_id for each in later.between] == [between.entry_id]
    assert list(comments.current_comments("001")["said"]) == ["Three"]
    past = comments.history("001")
    assert list(past["said"]) == ["One", "Two", "Three"]
    assert list(past["unseen"]) == [False, False, True]


def test_a_remark_is_taken_back_only_by_who_has_seen_its_last_version(kept):
    first = comments.write("001", "One", ROLE).entry
    second = comments.write("001", "Two", ROLE, replaces=first.entry_id).entry
    with pytest.raises(comments.Refused, match="Two"):
        comments.withdraw("001", first.entry_id, ROLE)
    comments.withdraw("001", second.entry_id, ROLE)
    assert comments.current_comments("001").empty
    assert list(comments.history("001")["withdrawn"]) == [False, False, True]
    with pytest.raises(comments.Refused, match="already"):
        comments.withdraw("001", second.entry_id, ROLE)
    back = comments.write("001", "Three", ROLE, replaces=second.entry_id)
    assert back.between[-1].withdrawn, "who edits is told that it had been withdrawn"
    assert list(comments.current_comments("001")["said"]) == ["Three"]


def test_the_mark_of_an_authority_changes_with_what_stands(kept):
    marks = [comments.version_key("001")]
    entry = comments.write("001", "One", ROLE).entry
    marks.append(comments.version_key("001"))
    entry = comments.write("001", "Two", ROLE, replaces=entry.entry_id).entry
    marks.append(comments.version_key("001"))
    comments.write("002", "Elsewhere", ROLE)
    assert comments.version_key("001") == marks[-1]
    assert len(set(marks)) == 3
    comments.withdraw("001", entry.entry_id, ROLE)
    assert comments.version_key("001") == marks[0] == ""


@pytest.mark.parametrize(
    "said",
    [
        "A123456789012 has joined",
        "Pupil A 1234 5678 9012 has joined",
        "Ａ１２３４５６７８９０１２ has joined",
        "the one born on 3 May 2014",
        "DOB 03/05/2014",
        "the pupil named Ann left",
        "NHS 943 476 5919",
        "Mr Smith will lead it",
        "Cllr. Jones agrees",
        "write to j.smith@place.gov.uk",
    ],
)
def test_who_somebody_is_is_refused_and_not_repeated(kept, said):
    with pytest.raises(comments.Refused) as refusal:
        comments.write("001", said, ROLE)
    assert said.split()[-2] not in str(refusal.value)
    assert comments.history("001").empty


@pytest.mark.parametrize(
    "said",
    [
        "Agreement signed on 12/03/2026 by 14 schools",
        "£1,200,000 was devolved in 2026-27, of 3,120,450 in all",
        "Birth rates fell; 3 of 75 schools closed",
        "The master plan of the trust: 60–70% by 2027",
        "Café Ñandú ’24 <b>&amp;",
    ],
)
def test_what_an_office_says_is_taken_as_it_is(kept, said):
    assert comments.write("001", said, ROLE).entry.said == said
    assert list(comments.current_comments("001")["said"]) == [said]


def test_what_cannot_be_seen_is_taken_out(kept):
    entry = comments.write("001", " One\r\n two\t\u202ethree\u200b\x00 \u2028four ", ROLE).entry
    assert entry.said == "One two three four"


EVENT = {"kind": "event", "about": "indicator", "subject": "x"}
TODAY = date.today()


@pytest.mark.parametrize(
    ("said", "role", "more", "why"),
    [
        ("", ROLE, {}, "Nothing was written"),
        ("\u200b", ROLE, {}, "Nothing was written"),
        ("x" * (comments.LONGEST + 1), ROLE, {}, "characters long"),
        ("x", "Nobody", {}, "Choose a role"),
        ("x", "", {}, "Choose a role"),
        ("x", ROLE, {"about": "theme"}, "what this is about"),
        ("x", ROLE, {"about": "indicator", "subject": "../../etc"}, "cannot be kept: subject"),
        ("x", ROLE, {"kind": "else"}, "cannot be kept: kind"),
        ("x", ROLE, EVENT, "the day on which it happened"),
        ("x", ROLE, {"happened_on": TODAY}, "the day on which it happened"),
        ("x", ROLE, EVENT | {"happened_on": TODAY + timedelta(days=9)}, "not to come"),
        ("x", ROLE, {"replaces": "nothing"}, "not there"),
    ],
)
def test_a_refusal_says_why_and_writes_nothing(kept, said, role, more, why):
    with pytest.raises(comments.Refused, match=why):
        comments.write("001", said, role, **more)
    assert comments.history("001").empty


def test_nothing_typed_decides_a_path(kept):
    with pytest.raises(comments.Refused, match="area_code"):
        comments.write("../001", "x", ROLE)
    comments.write("001", "../../x", ROLE)
    assert all(each.name.startswith("records.") for each in kept.iterdir())


def test_a_second_click_writes_nothing_twice(kept):
    entry = comments.write("001", "One", ROLE).entry
    with pytest.raises(comments.Refused, match="said already"):
        comments.write("001", "One", ROLE)
    with pytest.raises(comments.Refused, match="Nothing has changed"):
        comments.write("001", "One", ROLE, replaces=entry.entry_id)
    assert len(comments.history("001")) == 1


def test_no_authority_grows_without_end_and_there_is_room_to_take_back(kept, monkeypatch):
    monkeypatch.setattr(comments, "MOST", 3)
    entries = [comments.write("001", f"{n}", ROLE).entry for n in range(3)]
    with pytest.raises(comments.Refused, match="which is the most"):
        comments.write("001", "too many", ROLE)
    comments.write("002", "another authority", ROLE)
    comments.withdraw("001", entries[0].entry_id, ROLE)
    assert len(comments.current_comments("001")) == 2


def test_read_only_is_kept_to_where_it_is_written(kept, monkeypatch):
    monkeypatch.setenv("CAA_READ_ONLY", "1")
    assert not comments.can_write()
    with pytest.raises(comments.Refused, match="CAA_READ_ONLY"):
        comments.write("001", "x", ROLE)
    assert comments.history("001").empty
    monkeypatch.setenv("CAA_READ_ONLY", "0")
    assert comments.can_write()


def test_a_role_added_to_the_list_can_be_chosen(kept):
    listed = (PROJECT / "data/reference/author_roles.csv").read_text(encoding="utf-8")
    assert comments.roles() == [line.partition(",")[0] for line in listed.splitlines()[1:]]
