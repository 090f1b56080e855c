"""Promise: an edit of a register names the version it was made from, and each version is kept."""

import pytest

from kit.records import register_rows as kept
from kit.records import store
from kit.records.register_rows import Change

ROW = {"name": "One", "seats": 3, "began": "2026-01-02", "gone": None}


def save(*changes, who="somebody", **more):
    return kept.save("posts", changes, who=who, source="a page", **more)


def test_a_row_is_saved_changed_and_deleted_with_its_history(folder):
    (row,) = save(Change("k", ROW, area_code="001"))
    assert (row.version, row.values, row.who, row.source) == (1, ROW, "somebody", "a page")
    assert kept.rows("posts") == [row]
    (row,) = save(Change("k", ROW | {"seats": 4}, 1), who="another")
    assert (row.version, row.area_code) == (2, "001")
    assert save(Change("k", None, 2)) == []
    assert kept.rows("posts") == []
    edits = kept.history("posts", "k")
    assert [(one.version, one.who) for one in edits] == [
        (1, "somebody"), (2, "another"), (3, "somebody"),
    ]  # fmt: skip
    assert [(one.before, one.after) for one in edits] == [
        (None, ROW), (ROW, ROW | {"seats": 4}), (ROW | {"seats": 4}, None),
    ]  # fmt: skip
    assert save(Change("k", ROW, 3))[0].version == 4, "a row that was deleted can come back"


def test_of_two_who_edit_one_version_the_later_is_shown_the_other(folder):
    save(Change("k", ROW), Change("l", ROW))
    save(Change("k", ROW | {"seats": 4}, 1))
    with pytest.raises(kept.Changed) as refusal:
        save(Change("l", ROW | {"seats": 9}, 1), Change("k", ROW | {"seats": 5}, 1))
    assert [one.values["seats"] for one in refusal.value.now] == [4]
    assert isinstance(refusal.value, store.Refused)
    assert [one.values["seats"] for one in kept.rows("posts")] == [4, 3], "nothing was kept"


def test_two_who_add_the_same_row_do_not_overwrite_each_other(folder):
    save(Change("k", ROW))
    with pytest.raises(kept.Changed):
        save(Change("k", ROW | {"seats": 9}))


def test_who_edits_a_row_that_was_deleted_is_told(folder):
    save(Change("k", ROW))
    save(Change("k", None, 1))
    with pytest.raises(kept.Changed) as refusal:
        save(Change("k", ROW, 1))
    assert refusal.value.now == []


def test_what_changes_nothing_makes_no_version_and_the_mark_follows(folder):
    assert kept.mark("posts") == ""
    save(Change("k", ROW))
    before = kept.mark("posts")
    assert [one.version for one in save(Change("k", ROW, 1))] == [1]
    assert kept.mark("posts") == before
    save(Change("k", ROW | {"seats": 1}, 1))
    assert kept.mark("posts") != before


def test_a_register_can_be_replaced_whole_and_others_are_untouched(folder):
    kept.save("seats", [Change("k", ROW)], who="x")
    save(*(Change(f"{n:04}", ROW | {"seats": n}, None, "001") for n in range(1200)))
    assert len(kept.rows("posts", "001")) == 1200
    assert [one.row_key for one in kept.rows("posts")] == [f"{n:04}" for n in range(1200)]
    assert kept.rows("posts", "002") == []
    assert kept.registers() == ["posts", "seats"]
    assert len(kept.history("seats")) == 1


@pytest.mark.parametrize("columns", [[], ["name"]])
def test_rows_are_found_a_page_at_a_time_by_words_in_their_values(folder, columns):
    names = ["Ash", "Birch", "École", "100% plan", "Deleted"]
    save(*(Change(f"k{n}", {"name": name}, area_code="001") for n, name in enumerate(names)))
    save(Change("k4", None, 1, "001"), Change("other", {"name": "Ash"}, area_code="002"))

    def found(*words, **more):
        rows, count = kept.page("posts", "001", words, names=columns, **more)
        return [row.row_key for row in rows], count

    assert found() == (["k0", "k1", "k2", "k3"], 4)
    assert found(first=2, most=1) == (["k2"], 4)
    assert found(("ASH", [])) == (["k0"], 1)
    assert found(("école", [])) == (["k2"], 1)
    assert found(("%", [])) == (["k3"], 1), "a mark of the database is a mark like others"
    assert found(("name", [])) == ([], 0), "the names of columns are no values"
    assert found(("oak", ["Birch"])) == (["k1"], 1), "a value another register calls so"
    assert found(("a", []), ("h", [])) == (["k0"], 1)
    assert found(("00c9", [])) == ([], 0), "nor how a database writes a letter"


def test_the_last_save_is_all_of_one_save_and_a_number_is_never_used_twice(folder):
    save(Change("a", ROW))
    save(Change("b", ROW), Change("c", ROW))
    assert [one.row_key for one in kept.last_save("posts")] == ["b", "c"]
    save(Change("b", None, 1))
    assert kept.keys("posts") == {"a", "b", "c"}
    assert set(kept.by_key("posts", ["a", "b", "x"])) == {"a"}


def test_a_row_may_come_from_elsewhere_than_what_is_saved_with_it(folder):
    first = save(Change("P1", ROW), Change("P2", ROW, source="a release"))
    assert [row.source for row in first] == ["a page", "a release"]
