"""A world small enough to see through, and the assessment run over it."""

from graphlib import TopologicalSorter

import duckdb
import pytest

from kit.store import sqlfile
from kit.store.paths import PROJECT

QUERIES = PROJECT / "queries"
# Two marts only put together what the framework's own tables say.
RULES = {
    file.name: file
    for file in sqlfile.read_all(QUERIES)
    if file.layer == "assessment" or file.name in ("rungs", "theme_rules")
}
ORDER = [
    name
    for name in TopologicalSorter({file.name: file.reads for file in RULES.values()}).static_order()
    if name in RULES
]
TABLES = """
create table indicator_values (indicator text, area_code text, period_end date, numerator double,
    denominator double, value double, missing_reason text, period_status text);
create table areas (area_code text, area_type text, region_code text, valid_from date,
    valid_to date, is_exemplar boolean);
create table neighbours (area_code text, neighbour_code text);
create table outcomes (measure text, area_code text, period_end date, numerator double,
    denominator double, source text);
create table named_2009 (area_code text, published_on date, kind text, words text, link text);
create table small_number_rules (position int, who text, source text, rule text, hidden text);
create table register_days (register text, complete_as_at date);
create table snapshots (period_end date, is_yearly boolean);
create table actions (area_code text, action text, outcome text, started_on date, due_on date,
    status text, theme text, seen text, action_id text, owner_role text, milestones text);
create table partner_checklist (item text, position integer, title text, theme text);
create table partner_scores (scored_on date, area_code text, partner text, respondent integer,
    item text, score integer);
create table evidence_items (area_code text, theme text, shows text, dated_on date,
    practice text, link text);
create table series_breaks (indicator text, broken_on date, why text, cuts text,
    said_by text);
create table framework_themes (framework text, theme text, title text, position int,
    minimum_evidence int);
create table framework_levels (framework text, level int, word text, meaning text);
create table framework_bearings (framework text, indicator text, theme text, question text,
    weight double, max_age_years int);
create table framework_cut_points (framework text, indicator text, level int, from_value double,
    range double, basis text);
create table frameworks (framework text, title text, scale text, rules_from date, follows text,
    words text, names_levels boolean);
create table framework_limits (framework text, theme text, rule text, value double);

insert into areas values ('C', 'country', null, null, null, false),
    ('R', 'region', 'C', null, null, false), ('A', 'authority', 'R', null, null, false),
    ('B', 'authority', 'R', null, null, true), ('D', 'authority', 'R', null, null, true),
    ('Z', 'authority', 'R', null, '2024-03-31', false);
insert into neighbours values ('A', 'B'), ('A', 'D');
insert into indicator_labels (indicator, title, kind, counts, per, polarity) values
    ('joint', 'Joint work', 'percentage', 'institutions', '100',
    'higher_is_better'), ('wait', 'Waiting', 'days', 'days', '1', 'lower_is_better'),
    ('money', 'Money', 'percentage', 'pounds', '100', 'neutral'),
    ('absence', 'Absence', 'percentage', 'people', '100', 'lower_is_better');
update indicator_labels set least_difference = '1', decimals = '1';
insert into frameworks values ('f', 'F', 'numbered', '2000-01-01', null, null, true);
insert into framework_themes values ('f', 'reach', 'Reach', 1, 2);
insert into framework_levels (framework, level, word) values ('f', 1, 'poorly'),
    ('f', 2, 'adequately'), ('f', 3, 'well'), ('f', 4, 'excellently');
insert into framework_bearings values ('f', 'joint', 'reach', 'q', 1, 1),
    ('f', 'wait', 'reach', 'q', 1, 1), ('f', 'money', 'reach', 'q', 1, 1),
    ('f', 'absence', null, 'q', 1, 2);
insert into framework_cut_points (framework, indicator, level, from_value) values
    ('f', 'joint', 2, 30), ('f', 'joint', 3, 50),
    ('f', 'joint', 4, 80), ('f', 'wait', 2, 90), ('f', 'wait', 3, 60), ('f', 'wait', 4, 30);
insert into framework_limits values ('f', null, 'above_weakest', 1),
    ('f', null, 'green_from_level', 4), ('f', null, 'green_evidence_years', 2),
    ('f', null, 'red_signs', 1), ('f', null, 'neighbours_needed', 5),
    ('f', null, 'weight_range', 25);
"""


class World:
    """A handful of rows, and the assessment run over them."""

    def __init__(self):
        self.base = duckdb.connect()
        for text in sqlfile.read_macros(QUERIES).values():
            self.base.execute(text)
        rule = sqlfile.rules(QUERIES)["indicators"]
        keys = ", ".join(f"{key} text" for key in [*rule["required"], *rule["optional"]])
        self.base.execute(f"create table indicator_labels (indicator text, {keys})")
        self.base.execute(TABLES)

    def know(self, indicator, area, year, n=None, d=None, value=None, reason=None):
        """Add one figure of the school year that ends in `year`."""
        if value is None and n is not None and d:
            value = 100 * n / d
        self.base.execute(
            "insert into indicator_values values (?, ?, ?, ?, ?, ?, ?, 'final')",
            [indicator, area, f"{year}-08-31", n, d, value, reason],
        )

    def ask(self, query):
        """Run the part of the assessment that a query reads, then the query."""
        needed, waiting = set(), [*sqlfile.names_used(query)[0]]
        while waiting:
            name = waiting.pop()
            if name in RULES and name not in needed:
                needed.add(name)
                waiting.extend(RULES[name].reads)
        for name in (name for name in ORDER if name in needed):
            self.base.execute(f"create or replace table {name} as {RULES[name].text}")
        return self.base.execute(query).fetchall()


@pytest.fixture
def world():
    return World()
