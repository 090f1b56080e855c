-- title: The SQL behind a figure as it was run: the indicator's and every step beneath it
-- params: indicator
-- note: Steps that only pass on dates are named, not followed. is_own tells those that lead to the
--   indicator's own sources from those that say which areas and days there are. sha256 is that of
--   the text.

with recursive beneath as (
    select
        $indicator as name,
        0 as depth
    union all
    select
        build_reads.reads as name,
        beneath.depth + 1 as depth
    from beneath
    inner join build_reads on beneath.name = build_reads.name
    left join labels on beneath.name = labels.name and labels.key = 'passes_on'
    where labels.name is null
),

deepest as (
    select
        name,
        max(depth) as depth
    from beneath
    group by name
),

own_sources as (
    select 'source_' || build_sources.table_name as name
    from build_sources
    inner join indicator_labels on indicator_labels.indicator = $indicator
    where
        build_sources.imported_at is not null
        and list_contains(
            regexp_split_to_array(indicator_labels.source, '[,;]\s*'), build_sources.source
        )
),

own as (
    select name
    from own_sources
    union
    select build_reads.name
    from own
    inner join build_reads on own.name = build_reads.reads
    inner join deepest on build_reads.name = deepest.name
    left join labels on build_reads.name = labels.name and labels.key = 'passes_on'
    where labels.name is null
),

read_by as (
    select
        name,
        string_agg(reads, ', ' order by reads) as reads
    from build_reads
    group by name
)

select
    build_steps.name,
    build_steps.layer,
    build_steps.title,
    build_steps.path,
    build_steps.sql,
    build_steps.rows,
    build_steps.built_at,
    sha256(build_steps.sql) as sha256,
    read_by.reads,
    deepest.depth,
    own.name is not null or deepest.depth = 0 as is_own
from deepest
inner join build_steps on deepest.name = build_steps.name
left join own on deepest.name = own.name
left join read_by on deepest.name = read_by.name
where build_steps.sql <> ''
order by
    is_own desc,
    list_position(['indicators', 'marts', 'staging'], build_steps.layer) asc,
    deepest.depth asc,
    build_steps.name asc
