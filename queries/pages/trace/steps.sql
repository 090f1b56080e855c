-- title: The SQL behind a figure as it was run: the indicator's and every step beneath it
-- params: indicator
-- note: Steps that only pass on dates are named, not followed. sha256 is that of the text.

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
    deepest.depth
from deepest
inner join build_steps on deepest.name = build_steps.name
left join read_by on deepest.name = read_by.name
where build_steps.sql <> ''
order by
    deepest.depth, list_position(['indicators', 'marts', 'staging'], build_steps.layer),
    build_steps.name
