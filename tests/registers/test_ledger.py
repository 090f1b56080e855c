"""Promise: a register kept on screen loses no edit, says what figures follow, and can be undone."""

import json
import threading
from datetime import date

import duckdb
import pytest

from kit.people import record
from kit.records import register_rows as records
from kit.records.store import Refused
from kit.registers import ledger, offers, snapshot
from kit.store import contract, importing, vintages
from kit.store.paths import Collection

ROLE = "Head of partnerships"
ROW = {
    "partnership_id": "P001", "name": "North Cluster", "kind": "federation", "area_code": "330",
    "lead_institution_id": "", "started_on": "2020-09-01", "ended_on": "", "objective": "",
}  # fmt: skip
CSV = ",".join(ROW) + "\n" + ",".join(ROW.values()) + "\n"


@pytest.fixture
def here(folder, tmp_path):
    """A published collection with nothing in it, its contracts and the register of partnerships."""
    collection = Collection("published", tmp_path / "published")
    contracts = contract.load_all(Collection.open("published").contract_folders)
    return collection, contracts, contracts["partnerships"].tables[0]


def save(here, after, before=None):
    collection, contracts, table = here
    changes = ledger.edits(table, before or {}, after, "330")
    return ledger.save(
        table, contracts, changes, role=ROLE, source="table on screen", collection=collection
    )


def held(here):
    collection, _, table = here
    return {row.row_key: row for row in records.rows(table.source, collection=collection)}


def stored(here):
    collection, _, table = here
    vintage = vintages.current_vintages(collection)[table.id]
    return duckdb.sql(f"select name from '{vintage}/data.parquet' order by all").fetchall()


def test_a_wrong_row_is_told_with_its_cell_and_nothing_is_kept(here):
    with pytest.raises(ledger.Faulty) as refusal:
        save(here, {"new": ROW | {"kind": "club"}, "other": ROW | {"partnership_id": "P002"}})
    assert [(one.column, one.value) for one in refusal.value.faults] == [("kind", "club")]
    assert held(here) == {}


def test_of_two_edits_of_one_row_the_later_is_shown_the_other_and_none_is_lost(here):
    save(here, {"new": ROW})
    before = held(here)
    save(here, {"P001": ROW | {"objective": "Reading"}}, before)
    with pytest.raises(records.Changed) as refusal:
        save(here, {"P001": ROW | {"objective": "Bands"}}, before)
    assert [one.values["objective"] for one in refusal.value.now] == ["Reading"]
    assert held(here)["P001"].values["objective"] == "Reading"


def test_a_row_whose_number_changes_is_one_row_still(here):
    save(here, {"new": ROW})
    save(here, {"P001": ROW | {"partnership_id": "P009"}}, held(here))
    assert list(held(here)) == ["P009"]


def test_the_last_save_can_be_undone_and_that_too_is_kept(here):
    collection, contracts, table = here
    save(here, {"new": ROW})
    save(here, {"P001": ROW | {"name": "South Cluster"}}, held(here))
    ledger.undo(table, contracts, role=ROLE, collection=collection)
    assert held(here)["P001"].values["name"] == "North Cluster"
    assert len(records.history("partnerships", "P001", collection)) == 3


def test_a_row_ends_on_a_day_with_its_reason_in_the_history(here):
    collection, contracts, table = here
    save(here, {"new": ROW})
    row = held(here)["P001"]
    ledger.end(table, row, date(2026, 1, 31), "merged", contracts, role=ROLE, collection=collection)
    assert held(here)["P001"].values["ended_on"] == "2026-01-31"
    assert records.history("partnerships", "P001", collection)[-1].source == "ended: merged"


def test_figures_follow_the_screen_once_its_day_is_confirmed(here):
    collection, contracts, table = here
    save(here, {"new": ROW})
    assert snapshot.take(collection, contracts) == []
    ledger.confirm(table, date(2026, 8, 31), ROLE, collection)
    (receipt,) = snapshot.take(collection, contracts)
    assert receipt.complete_as_at == "2026-08-31"
    assert stored(here) == [("North Cluster",)]
    assert ledger.state(table, collection).follows == "screen"
    assert snapshot.take(collection, contracts)[0].already_imported


def test_a_file_imported_later_is_followed_until_it_is_kept_here(here, tmp_path):
    collection, contracts, table = here
    save(here, {"new": ROW})
    ledger.confirm(table, date(2026, 8, 31), ROLE, collection)
    snapshot.take(collection, contracts)
    path = tmp_path / "partnerships.csv"
    path.write_text(CSV.replace("North", "East"))
    importing.import_paths(collection, contracts, [path], complete_as_at=date(2026, 9, 30))
    assert ledger.state(table, collection).follows == "file"
    snapshot.take(collection, contracts)
    assert stored(here) == [("East Cluster",)], "what is on screen does not replace the file"
    with pytest.raises(Refused, match=r"partnerships\.csv"):
        save(here, {"P001": ROW | {"objective": "x"}}, held(here))
    tables = ledger.registers(contracts)
    assert ledger.keep_here(table, tables, contracts, role=ROLE, collection=collection) == 1
    assert held(here)["P001"].values["name"] == "East Cluster"
    assert ledger.state(table, collection).follows == "screen"


def test_many_who_edit_at_once_lose_nothing_and_double_nothing(here):
    save(here, {f"n{n}": ROW | {"partnership_id": f"P{n}"} for n in range(4)})
    done, wrong = [], []

    def work(who: int) -> None:
        for turn in range(5):
            key = f"P{(who + turn) % 4}"
            for _ in range(200):
                before = held(here)
                said = f"{before[key].values['objective']}.{who}-{turn}"
                try:
                    save(here, {key: before[key].values | {"objective": said}}, before)
                except (records.Changed, Refused):
                    continue
                done.append((key, f"{who}-{turn}"))
                break
            else:
                wrong.append((who, turn))

    threads = [threading.Thread(target=work, args=(who,)) for who in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert not wrong
    kept = {key: row.values["objective"].split(".")[1:] for key, row in held(here).items()}
    assert sorted((key, one) for key, said in kept.items() for one in said) == sorted(done)


def test_what_is_offered_is_compared_with_what_is_kept(here):
    _, _, table = here
    offered = [
        {"partnership_id": "P001", "name": "North Cluster", offers.FROM: "Register, release 2"},
        {"partnership_id": "P002", "name": "South Cluster", offers.FROM: "Register, release 2"},
        {"partnership_id": "P003", "name": "West Cluster", offers.FROM: "Register, release 2"},
    ]
    kept = {
        "P001": (ROW | {"objective": "ours"}, "Register, release 1"),
        "P002": (ROW | {"name": "Sud Cluster"}, "Register, release 1"),
        "P004": (ROW | {"partnership_id": "P004"}, "Register, release 1"),
        "P005": (ROW | {"partnership_id": "P005"}, "table on screen"),
    }
    found = offers.compare(table, offered, kept, set())
    assert [(one.row_key, one.state) for one in found] == [
        ("P002", "changed"), ("P003", "new"), ("P004", "gone"),
    ]  # fmt: skip
    assert "name" in found[0].differs
    refused = {one.mark for one in found}
    assert offers.compare(table, offered, kept, refused) == []


def test_no_change_of_a_contract_is_needed_to_know_what_a_register_refers_to():
    contracts = contract.load_all(Collection.open("published").contract_folders)
    tables = ledger.registers(contracts)
    for table in tables.values():
        for column in table.columns:
            assert column.refers is None or column.refers in tables, (table.source, column.name)


def test_what_ships_again_with_a_release_does_not_replace_what_is_kept_here(here, tmp_path):
    collection, contracts, table = here
    save(here, {"new": ROW})
    ledger.confirm(table, date(2026, 8, 31), ROLE, collection)
    path = tmp_path / "partnerships.csv"
    path.write_text(CSV)
    importing.import_paths(collection, contracts, [path], complete_as_at=date(2026, 9, 30))
    assert ledger.state(table, collection).follows == "file"
    receipt = vintages.current_vintages(collection)[table.id] / "receipt.json"
    said = json.loads(receipt.read_text())
    receipt.write_text(json.dumps(said | {"batch": vintages.SHIPPED}))
    assert ledger.state(table, collection).follows == "screen"


def test_each_edit_is_on_record_without_its_values_and_none_is_kept_without(here, monkeypatch):
    collection, _, table = here
    save(here, {"new": ROW})
    said = [one.details for one in record.entries(act="register", collection=collection)]
    assert said[0] == {"register": "partnerships", "rows": 1}
    assert "North Cluster" not in str(said)
    ledger.confirm(table, date(2026, 8, 31), ROLE, collection)
    (newest, *_) = record.entries(act="register", collection=collection)
    assert newest.details == {"register": "partnerships", "complete_as_at": "2026-08-31"}

    def full(*_, **__):
        raise Refused("The record cannot be written.")

    monkeypatch.setattr(record, "write_within", full)
    with pytest.raises(Refused, match="record"):
        save(here, {"P001": ROW | {"objective": "x"}}, held(here))
    assert held(here)["P001"].values["objective"] == ""
    assert record.check(collection).problems == []


def test_offers_refused_and_decisions_on_a_spreadsheet_are_kept_and_on_the_record(here):
    collection, _, table = here
    ledger.refuse(table, ["m1", "m2"], "330", role=ROLE, collection=collection)
    answers = {"column:Start": "started_on"}
    ledger.keep_matching(
        table, "k", answers, "330", role=ROLE, source="a.csv", collection=collection
    )
    assert ledger.refused(table, "330", collection) == {"m1", "m2"}
    assert records.by_key(ledger.MATCHES, ["k"], collection)["k"].values == answers
    told = [(one.act, one.area_code, one.details) for one in record.entries(collection=collection)]
    assert told == [
        ("register", "330", {"register": "partnerships", "decisions_on_a_spreadsheet": 1}),
        ("register", "330", {"register": "partnerships", "offers_refused": 2}),
    ]


def test_a_name_decided_in_one_spreadsheet_is_known_in_the_next_unless_it_was_two(here):
    _, contracts, _ = here
    table = contracts["memberships"].tables[0]
    before = [
        {"value:institution_id:St Mary's": "1", "value:institution_id:Oak": "2", "fill:role": "no"},
        {"value:institution_id:Oak": "3", "value:joined_on:2019/20": "2019-09-01",
         "value:partnership_id:Old": "(leave out)"},
    ]  # fmt: skip
    assert ledger.decided_names(table, before) == {"value:institution_id:St Mary's": "1"}


def test_an_import_of_what_is_kept_on_screen_is_told(here, tmp_path):
    collection, contracts, table = here
    save(here, {"new": ROW})
    ledger.confirm(table, date(2026, 8, 31), ROLE, collection)
    assert ledger.overtaken(contracts, ["partnerships", "posts"], collection) == []
    path = tmp_path / "partnerships.csv"
    path.write_text(CSV)
    importing.import_paths(collection, contracts, [path], complete_as_at=date(2026, 8, 31))
    assert ledger.overtaken(contracts, ["partnerships", "posts"], collection) == ["partnerships"]
