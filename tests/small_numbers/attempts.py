"""Attempts to read what is hidden, through a question typed in SQL.

REACH must not be answered at all; FIND is answered, and must bring no row.
"""

CLOSED = (
    "outcomes",
    "indicator_values",
    "totals",
    "differences",
    "small_numbers",
    "survey_answers",
    "survey_invitations",
    "leaders_receiving",
    "institution_pupils",
    "institution_outcomes",
    "post_costs",
    "attendance",
    "permanent_exclusion_rate",
    "joiners_and_others",
    "joiners_and_others_matched",
    "stg_posts__register",
    "stg_survey_answers__register",
    "source_posts__register",
    "source_demonstration__outcomes",
)
_WAYS = (
    "select * from {t}",
    "select count(*) from main.{t}",
    "with k as (select * from {t}) select * from k",
)
_OTHER = (
    "select json_serialize_plan('select * from outcomes', optimize := true)",
    "select json_serialize_sql('select * from outcomes')",
    "select * from json_execute_serialized_sql(json_serialize_sql('from outcomes'))",
    "with stg_reference__framewor\u212as as (select 1) select * from stg_reference__frameworks",
    "with totals as (select 1 as a) select * from main.totals",
    "with recursive totals as (select numerator from totals union all select 1 from totals "
    "where false) select * from totals",
    "select * from duckdb_tables()",
    "select * from duckdb_columns()",
    "select * from duckdb_databases()",
    "select * from duckdb_settings()",
    "select * from duckdb_temporary_files()",
    "select * from pragma_database_list()",
    "select * from pragma_storage_info('figures')",
    "select * from pragma_table_info('outcomes')",
    "select * from information_schema.tables",
    "select * from information_schema.columns",
    "select * from pg_catalog.pg_class",
    "select * from sqlite_master",
    "select current_setting('temp_directory')",
    "select getenv('HOME')",
    "from histogram_values('outcomes', numerator)",
    "from main.histogram(outcomes, numerator)",
    "select * from query_table('outcomes')",
    "select * from query('from outcomes')",
    "from summary((from outcomes))",
    "select * from (summarize outcomes)",
    "summarize outcomes",
    "describe outcomes",
    "explain select * from outcomes",
    "explain analyze select * from figures",
    "copy figures to '/tmp/x.csv'",
    "export database '/tmp/x'",
    "attach '/tmp/x.duckdb'",
    "install httpfs",
    "load httpfs",
    "pragma database_list",
    "call pragma_storage_info('outcomes')",
    "create table t as select 1",
    "set threads = 8",
    "prepare p as select * from outcomes",
    "select * from read_csv('README.md')",
    "select * from read_text('/etc/passwd')",
    "select * from glob('*')",
    "select * from read_parquet('*.parquet')",
    "select * from read_duckdb('x.duckdb')",
    "select * from '/etc/passwd'",
    "select * from 'https://example.org/a.csv'",
    "select * from parquet_metadata('x.parquet')",
    "select * from sniff_csv('x.csv')",
    "select * from (pivot outcomes on measure using sum(numerator))",
    "select 1; select * from outcomes",
    "select error('x') from outcomes",
    "select cast(numerator as date) from outcomes",
    "select * from figures where exists (from outcomes where numerator = 3)",
    "select (select max(numerator) from outcomes)",
    'select * from "OUTCOMES"',
    "select * from closed_tables",
)
REACH = [way.format(t=table) for table in CLOSED for way in _WAYS] + list(_OTHER)
_OF_PEOPLE = (
    "figures inner join indicator_labels using (indicator) where (counts = 'people' or "
    "out_of = 'people' or parts is not null)"
)
FIND = (
    "select * from build_steps where content <> '' or key <> ''",
    "select * from check_results where key <> ''",
    "select * from build_sources where source in ('posts', 'attendance', 'survey_answers', "
    "'survey_invitations') and sha256 is not null",
    "select * from build_imports where table_name in ('posts__register', 'attendance__register', "
    "'survey_answers__register', 'survey_invitations__register') and added is not null",
    f"select * from {_OF_PEOPLE} and lower <> round(lower, decimals::int)",
    f"select * from {_OF_PEOPLE} and upper <> round(upper, decimals::int)",
    f"select * from {_OF_PEOPLE} and figures.numerator > 0 "
    "and value <> round(value, decimals::int)",
    f"select * from {_OF_PEOPLE} and counts = 'people' and figures.numerator between 1 and 5",
    f"select * from {_OF_PEOPLE} and figures.denominator between 1 and 10",
    "select * from figures where missing_reason = 'suppressed' and "
    "coalesce(numerator, denominator, value, lower, upper) is not null",
    "select * from figures where indicator = 'leaders_who_answered' and numerator between 1 and 4",
    "select * from survey_responses where numerator between 1 and 4 or denominator < 5",
    "select * from survey_results where denominator between 1 and 4",
    "select * from figures_changes inner join figures using (indicator, area_code, period_end) "
    "where missing_reason = 'suppressed'",
    "select * from source_rows where cells::varchar like '%annual_cost%'",
    "select * from source_rows where table_name = 'attendance__register' and "
    "cells::varchar like '%attended%'",
    "select * from coordination where posts between 1 and 2 and cost is not null",
    "select * from coordination where cost <> round(cost, -4)",
    "select * from (select area_code, wave, grouping, count(*) filter (where missing_reason = "
    "'suppressed') as hidden from survey_responses where grouping <> 'all' group by all) "
    "where hidden = 1",
    "select * from funnels inner join figures using (indicator, area_code, period_end) "
    "where figures.missing_reason = 'suppressed'",
    "select * from evidence inner join figures using (indicator, area_code, period_end) "
    "where figures.missing_reason = 'suppressed' and evidence.value is not null",
    "select * from figure_series inner join figures using (indicator, area_code, period_end) "
    "where figures.missing_reason = 'suppressed' and figure_series.value is not null",
)
