-- title: Every source and register: loaded or not, how old, how many rows, what was set aside
-- note: A check counts against the sources from which the rows it calls in question are made.

with recursive calendars as (
    select name
    from labels
    where key = 'passes_on'
),

called_in_question as (
    select
        labels.name as check_name,
        trim(unnest(string_split(labels.value, ','))) as table_name
    from labels
    where labels.layer = 'checks' and labels.key = 'about'
),

behind as (
    select
        called_in_question.check_name,
        called_in_question.table_name
    from called_in_question
    inner join check_results on called_in_question.check_name = check_results.check_name
    where check_results.offenders > 0 or check_results.error <> ''
    union
    select
        behind.check_name,
        build_reads.reads as table_name
    from behind
    inner join build_reads on behind.table_name = build_reads.name
    where behind.table_name not in (select calendars.name from calendars)
),

found as (
    select
        behind.table_name,
        string_agg(distinct check_results.title, '; ' order by check_results.title) as checks,
        count(distinct check_results.check_name) as failing
    from behind
    inner join check_results on behind.check_name = check_results.check_name
    where behind.table_name like 'source_%'
    group by behind.table_name
)

select
    build_sources.*,
    date_diff('day', cast(build_sources.imported_at as date), current_date) as days_old,
    found.checks,
    coalesce(found.failing, 0) as failing,
    register_counts.complete_as_at,
    register_counts.rows_counted || ' of ' || register_counts.rows_stored || ' rows on '
    || strftime(register_counts.as_at, '%-d %B %Y')
    || coalesce('; ' || nullif(register_counts.not_counted, ''), '') as counted
from build_sources
left join register_counts
    on build_sources.kind = 'register' and build_sources.source = register_counts.register
left join found on 'source_' || build_sources.table_name = found.table_name
order by
    case build_sources.kind when 'register' then 1 when 'published' then 2 else 3 end,
    build_sources.title,
    build_sources.table_title
