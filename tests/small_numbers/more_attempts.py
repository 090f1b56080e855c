"""More attempts, as `attempts`: by name, by description of the database, by text and by difference.

REACH must not be answered at all; FIND is answered, and must bring no row.
"""

from kit.store.paths import PROJECT

REACH = (
    "select * from duckdb_views()",
    "select * from duckdb_indexes()",
    "select * from duckdb_constraints()",
    "select * from duckdb_functions()",
    "select * from duckdb_secrets()",
    "select * from duckdb_extensions()",
    "select * from duckdb_variables()",
    "select * from duckdb_memory()",
    "select * from duckdb_logs()",
    "select * from duckdb_optimizers()",
    "select * from duckdb_prepared_statements()",
    "select * from duckdb_approx_database_count()",
    "select * from pragma_metadata_info()",
    "select * from pragma_show('outcomes')",
    "select * from pragma_version()",
    "select * from pragma_platform()",
    "select * from sql_auto_complete('select * from out')",
    "select getvariable('opened')",
    "select current_setting('duckdb_api')",
    "select current_setting('log_query_path')",
    "explain (analyze, format json) select * from figures",
    "explain (format graphviz) select * from outcomes",
    "execute p",
    "deallocate p",
    "checkpoint",
    "vacuum analyze figures",
    "use temp",
    "begin transaction",
    "create macro spy() as table select * from outcomes",
    "create temp view spy as select * from outcomes",
    "create sequence s",
    "comment on table figures is 'x'",
    "reset memory_limit",
    "set variable opened = 1",
    "load 'httpfs'; select 1",
    "from figures; from outcomes",
    "/* one */ select 1; -- two\nselect * from outcomes",
    "show tables",
    "show all tables",
    "from (show tables)",
    "from (describe outcomes)",
    "pivot outcomes on measure using sum(numerator)",
    "unpivot outcomes on numerator into name k value v",
    "table outcomes",
    "values ((select max(numerator) from outcomes))",
    "select * from outcomes using sample 1%",
    "select * from outcomes tablesample reservoir(5)",
    "select * from open.outcomes",
    "select * from temp.outcomes",
    "select * from system.main.outcomes",
    "select * from main.OutComes",
    'select * from "out" "comes", outcomes',
    "select * from figures positional join outcomes",
    "select * from figures asof join outcomes using (area_code, period_end)",
    "select * from figures natural join outcomes",
    "select * from figures, lateral (select * from outcomes where outcomes.area_code = "
    "figures.area_code)",
    "select * from figures where area_code in (select area_code from totals)",
    "select * from figures where numerator > any (select numerator from outcomes)",
    "select count(*) filter (where exists (from totals)) from figures",
    "select (from outcomes select numerator limit 1)",
    "select array(select numerator from outcomes)",
    "select list_transform([1], lambda x: (select max(numerator) from outcomes))",
    "select row_number() over (order by (select 1 from small_numbers limit 1))",
    "select * from figures order by (select max(numerator) from outcomes)",
    "select * from figures limit (select count(*) from small_numbers)",
    "select * from figures group by all having max(numerator) > (select 1 from totals)",
    "select * from figures qualify rank() over (order by (select 1 from totals)) = 1",
    "with a as materialized (select * from totals) select 1",
    "with recursive a(n) as (select 1 union all select n + 1 from a, totals) select * from a",
    "with a as (with b as (select * from totals) select * from b) select * from a",
    "select 1 except select numerator from outcomes",
    "select case when (select count(*) from small_numbers) > 9 then 1 / 0 end",
    "select error((select string_agg(area_code, '') from small_numbers))",
    "select * from published_sums",
    "select * from published_sums_solved",
    "select * from figures_remembered",
    "select * from small_numbers_before",
    "select * from held_indicators",
    "select * from read_blob('/proc/self/fd/3')",
    "select * from read_json_auto('data/store/demonstration/sign_offs.jsonl')",
    "select * from read_csv('/dev/stdin')",
    "select * from sqlite_scan('records.sqlite', 'people')",
    "select * from sqlite_query('records.sqlite', 'select 1')",
    "select * from postgres_scan('', 'public', 'people')",
    "select * from delta_scan('/tmp')",
    "select * from iceberg_scan('/tmp')",
    "select * from arrow_scan(1, 2, 3)",
    "select * from pandas_scan(1)",
    "select * from python_map_function(1)",
    "select * from 'data/store/demonstration/builds/x.duckdb'",
    'select * from "https://example.org/a.parquet"',
    "select * from query('select * from ' || 'outcomes')",
    "select * from query_table(['outcomes', 'totals'])",
    "select json_serialize_sql('select 1')",
    "select json_deserialize_sql('{}')",
    "select * from json_execute_serialized_sql('{}')",
    "select write_log('x')",
    "select sleep_ms(1)",
    "select pg_sleep(0.001)",
    "copy (select 1) to stdout",
    "copy figures to '/dev/stdout'",
    "export database '/dev/shm' (format csv)",
)

_GAPS = "select area_code, period_end, numerator, denominator from figures where indicator = "
FIND = (
    # What a table holds of people is not told by how many rows it has, nor by gaps between them.
    "select * from build_steps where rows is not null and (name like '%survey%register' or name in "
    "('survey_answers', 'survey_invitations', 'outcomes', 'small_numbers'))",
    "select * from build_sources where rows is not null and table_name in "
    "('survey_answers__register', 'survey_invitations__register', 'attendance__register')",
    "select * from register_counts where register like 'survey%'",
    "select * from register_days where register like 'survey%' and rows_stored is not null",
    "select * from source_rows where table_name like 'survey%' and source_lines is not null",
    # A whole less what is shown of its groups is no one group, nobody alone and not all but one.
    "select area_code, wave, grouping from (select area_code, wave, grouping, count(*) filter "
    "(where missing_reason = 'suppressed') as hidden, sum(numerator) as n, sum(denominator) as d "
    "from survey_responses where grouping <> 'all' group by all having count(numerator) > 0) as g "
    "inner join (select area_code, wave, numerator as whole_n, denominator as whole_d from "
    "survey_responses where grouping = 'all' and numerator is not null) as w "
    "using (area_code, wave) where hidden > 0 and (hidden = 1 or whole_n - n = 1 or "
    "whole_d - d - whole_n + n = 1 or whole_d - d < 5)",
    # Two terms of a year, taken from the year, leave no third that is hidden.
    "select * from (select figures.area_code, figures.period_end, count(*) as terms from figures "
    "inner join termly_series as t on figures.indicator = t.indicator and figures.area_code = "
    "t.area_code and t.as_at = figures.period_end and t.term_end > figures.period_end - interval "
    "1 year where figures.numerator is not null group by all) as told inner join figures using "
    "(area_code, period_end) where terms = 2 and figures.indicator = "
    "'attendance_of_partnership_leaders' and figures.denominator > (select sum(t.denominator) from "
    "termly_series as t where t.area_code = figures.area_code and t.as_at = figures.period_end and "
    "t.term_end > figures.period_end - interval 1 year)",
    # Those left out of two of three siblings are not what the third gives away.
    f"select * from ({_GAPS}'severe_absence') as part inner join ({_GAPS}'persistent_absence') as "
    "whole using (area_code, period_end) where part.numerator > whole.numerator",
    "select * from partnership_outcomes where numerator between 1 and 5",
    "select * from partnership_outcomes where denominator between 1 and 10",
    "select * from check_results, lateral (select unnest(json_extract(sample, '$[*]')) as s) where "
    "check_name in ('small_number_shown', 'hidden_count_can_be_solved')",
    "select * from added_value where matched < 20 and effect is not null",
    "select * from figures_changes where was between 1 and 5 and now is null",
    f"select * from labels where value like '%{PROJECT}/%' or value like '%/tmp/%'",
    "select * from build_steps where error like '%/%.duckdb%' or error like '%/tmp/%'",
    "select * from latest_figures inner join figures using (indicator, area_code, period_end) "
    "where figures.missing_reason = 'suppressed' and latest_figures.value is not null",
    "select * from figure_ranks inner join figures using (indicator, area_code, period_end) "
    "where figures.missing_reason = 'suppressed' and figure_ranks.value is not null",
)
