"""Promise: pages, exports and whoever asks in SQL can read nothing before the gate."""

import json

import pytest

from kit.store import database, sqlfile
from kit.store.paths import PROJECT

QUERIES = PROJECT / "queries"
FILES = sqlfile.read_all(QUERIES)
PRIVATE = sqlfile.private_tables(FILES)


@pytest.fixture
def served(demonstration_store, monkeypatch):
    monkeypatch.setenv("CAA_STORE", str(demonstration_store))
    monkeypatch.setattr("sys.argv", ["dashboard.py", "--data", "demonstration"])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.path)
def test_no_open_file_reads_a_private_table(file):
    assert not list(sqlfile.leaks(file, PRIVATE))


def test_only_the_gates_open_private_tables():
    """For indicators, three for the survey, means over schools, partners, and where rows lie."""
    opened = {file.name for file in FILES if "gate" in file.label and file.layer == "assessment"}
    assert opened == {
        "figures",
        "survey_responses",
        "survey_results",
        "survey_pairs",
        "added_value",
        "partner_views",
        "source_rows",
        "termly_series",
    }


@pytest.mark.parametrize(
    "name",
    [
        "outcomes",
        "survey_answers",
        "institution_pupils",
        "totals",
        "small_numbers",
        "differences",
        "indicator_values",
        "permanent_exclusion_rate",
    ],
)
def test_tables_with_small_numbers_are_private(name):
    assert name in PRIVATE


@pytest.mark.parametrize(
    "sql",
    [
        "select * from indicator_values",
        "select * from main.outcomes",
        "select * from permanent_exclusion_rate",
        "select * from stg_demonstration__outcomes",
        "select * from source_demonstration__outcomes",
        "select max(numerator) from (select * from totals) as x",
        "with outcomes as (select * from outcomes) select * from outcomes",
        "with outcomes as (select 1) select * from main.outcomes",
        "with recursive outcomes as (select numerator from outcomes "
        "union all select 1 from outcomes where false) select * from outcomes",
        "select (select count(*) from survey_answers)",
        "select * from areas where exists (from indicator_values where numerator = 3)",
        "select * from query_table('indicator_values')",
        "select * from query('select * from indicator_values')",
        "select * from pragma_storage_info('indicator_values')",
        "select * from json_execute_serialized_sql(json_serialize_sql('select * from outcomes'))",
        "from histogram_values('outcomes', numerator)",
        "from main.histogram(outcomes, numerator)",
        "from areas, lateral (from histogram_values('outcomes', numerator))",
        "from summary((from outcomes))",
        "select * from (summarize outcomes)",
        "from institution_pupils",
        "select effect from joiners_and_others_matched",
        'select * from "OUTCOMES"',
        "select * from areas union all by name select * from outcomes",
        "select 1; select * from outcomes",
        "summarize outcomes",
        "copy outcomes to '/dev/null'",
        "select * from (pivot outcomes on measure using sum(numerator))",
    ],
)
def test_no_question_reaches_behind_the_gate(served, sql):
    with pytest.raises(database.duckdb.Error):
        database.question(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "select * from figures limit 1",
        "with outcomes as (select * from indicator_labels) select * from outcomes limit 1",
        "select * from build_steps limit 1",
        "select * from range(1)",
        "select area_code from areas, unnest([1]) limit 1",
    ],
)
def test_open_tables_answer(served, sql):
    assert len(database.question(sql)[0]) == 1


def test_nothing_small_is_shown_in_the_demonstration(served):
    rows, _ = database.question("""
        select * from figures inner join indicator_labels using (indicator)
        where counts = 'people' and figures.numerator between 1 and 5""")
    assert rows.empty
    hidden, _ = database.question("""
        select * from figures where missing_reason = 'suppressed'
        and coalesce(numerator, denominator, value, lower, upper) is not null""")
    assert hidden.empty


def test_rows_about_people_tell_where_they_lie_and_not_what_they_hold(served):
    rows, _ = database.question("select * from source_rows where is_people")
    told = {key for cells in rows["cells"].dropna() for key in json.loads(cells)}
    assert told == {"measure", "file"}
    rows, _ = database.question("""
        select distinct unnest(json_keys(cells)) as key from source_rows where not is_people""")
    counted = {"pupils", "pupils_eligible_fsm", "invited", "valued", "received", "numerator"}
    assert not counted & set(rows["key"])
