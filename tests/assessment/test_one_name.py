"""Schools of one name are schools apart: each has its line among a partnership's members."""

import duckdb

from kit.store.paths import PROJECT

TABLES = """
create table memberships (partnership_id text, role text, institution_id text, partner text,
    partner_kind text, joined_on date, left_on date);
insert into memberships values
    ('P1', 'member', 'a', null, null, '2021-01-01', null),
    ('P1', 'member', 'b', null, null, '2021-01-01', null),
    ('P1', 'lead', 'c', null, null, '2021-01-01', '2022-01-01'),
    ('P1', 'member', 'c', null, null, '2022-01-02', null);
create table institutions as
    select id as institution_id, 'St Mary' as name, 'primary' as phase
    from (values ('a'), ('b'), ('c')) as t(id);
create table partnerships as
    select 'P1' as partnership_id, date '2020-01-01' as started_on, null::date as ended_on;
create table school_group_members (group_id text, name text, phase text, joined_on date,
    as_at date, source text, urn text);
create table agreements (partnership_id text, signed_on date, ends_on date);
create table reviews (partnership_id text, reviewed_on date);
"""


def test_three_schools_of_one_name_have_three_lines():
    with duckdb.connect() as base:
        base.execute(TABLES)
        lines = (PROJECT / "queries" / "marts" / "partnership_lines.sql").read_text("utf-8")
        base.execute(f"create table partnership_lines as {lines}")
        asked = (PROJECT / "queries" / "pages" / "partnership" / "timeline.sql").read_text("utf-8")
        rows = base.execute(asked, {"partnership": "P1", "as_at": "2023-08-31"}).df()
    assert list(rows["name"]) == ["St Mary"] * 4
    # Two terms of one school, first as lead, share its line.
    assert list(rows["lane"]) == [1, 1, 2, 3]
