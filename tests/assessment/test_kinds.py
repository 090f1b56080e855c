"""Promise: one member is no partnership, and owning schools is no collaboration."""

import duckdb
import pytest

from kit.store import sqlfile
from kit.store.paths import PROJECT

QUERIES = PROJECT / "queries"
FILES = {file.name: file for file in sqlfile.read_all(QUERIES)}


@pytest.fixture
def registers():
    with duckdb.connect() as base:
        base.execute("""
            create table snapshots as select date '2026-08-31' as period_end;
            create table register_days (register text, complete_as_at date);
            create table partnership_kinds (kind text, nature text, least_members int);
            insert into partnership_kinds values ('cluster', 'collaboration', 2),
                ('safer', 'collaboration', 2), ('single_academy_trust', 'ownership', 1);
            create table partnerships (partnership_id text, area_code text, kind text,
                started_on date, ended_on date);
            create table memberships (partnership_id text, institution_id text, partner text,
                joined_on date, left_on date);
            create table institutions (institution_id text, area_code text, closed_on date);
            create table open_institutions (period_end date, institution_id text, area_code text,
                is_secondary boolean);
            insert into institutions select 'S' || i, 'A', null from range(12) as t(i);
            insert into open_institutions
                select date '2026-08-31', 'S' || i, 'A', true from range(12) as t(i)""")
        yield base


def counted(base):
    for name in ("recorded_partnerships", "recorded_memberships"):
        base.execute(f"create or replace table {name} as {FILES[name].text}")
    for name in ("active_partnerships", "active_memberships"):
        base.execute(f"create or replace table {name} as {FILES[name].text}")
    kinds = base.execute("select partnership_id, counts_as from recorded_partnerships").fetchall()
    members = "select count(distinct institution_id) from active_memberships"
    return dict(kinds), base.execute(members).fetchone()[0]


@pytest.mark.parametrize("kind", ["single_academy_trust", "cluster"])
def test_twelve_schools_that_work_alone_are_in_no_partnership(registers, kind):
    registers.execute(f"""
        insert into partnerships select 'P' || i, 'A', '{kind}', '2020-01-01', null
            from range(12) as t(i);
        insert into memberships select 'P' || i, 'S' || i, null, '2020-01-01', null
            from range(12) as t(i)""")
    kinds, members = counted(registers)
    assert set(kinds.values()) == {
        "ownership" if kind == "single_academy_trust" else "too_few_members"
    }
    assert members == 0


def test_members_are_those_of_the_day_and_other_partners_count(registers):
    registers.execute("""
        insert into partnerships values ('both', 'A', 'cluster', '2020-01-01', null),
            ('left', 'A', 'cluster', '2020-01-01', null),
            ('police', 'A', 'safer', '2020-01-01', null),
            ('unknown', 'B', 'cluster', '2020-01-01', null);
        insert into memberships values ('both', 'S1', null, '2020-01-01', null),
            ('both', 'S2', null, '2020-01-01', null), ('left', 'S1', null, '2020-01-01', null),
            ('left', 'S2', null, '2020-01-01', '2025-01-01'),
            ('police', 'S3', null, '2020-01-01', null),
            ('police', null, 'the police', '2020-01-01', null)""")
    kinds, members = counted(registers)
    assert kinds == {
        "both": "collaboration",
        "left": "too_few_members",
        "police": "collaboration",
        "unknown": "collaboration",  # no register of memberships: how many is unknown
    }
    assert members == 3


def test_nothing_is_counted_after_the_day_to_which_its_register_is_complete(registers):
    registers.execute("""
        insert into partnerships values ('both', 'A', 'cluster', '2020-01-01', null);
        insert into memberships values ('both', 'S1', null, '2020-01-01', null),
            ('both', 'S2', null, '2020-01-01', null)""")
    told = []
    for register in ("partnerships", "memberships"):
        for day in ("2026-08-31", "2026-08-30"):
            registers.execute("delete from register_days")
            registers.execute("insert into register_days values (?, ?)", [register, day])
            told.append(counted(registers))
    known = {"both": "collaboration"}
    assert told == [(known, 2), ({}, 0), (known, 2), (known, 0)]
