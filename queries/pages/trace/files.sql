-- title: The files behind a figure: hash, release, licence
-- params: indicator
-- note: Every table beneath the indicator that is loaded, those of its own sources first; then what
--   says which areas and days there are.

with recursive beneath as (
    select $indicator as name
    union
    select build_reads.reads as name
    from beneath
    inner join build_reads on beneath.name = build_reads.name
    left join labels on beneath.name = labels.name and labels.key = 'passes_on'
    where labels.name is null
)

select
    build_sources.*,
    date_diff('day', cast(build_sources.imported_at as date), current_date) as days_old,
    cast(null as varchar) as checks,
    0 as failing,
    list_contains(
        regexp_split_to_array(indicator_labels.source, '[,;]\s*'), build_sources.source
    ) as is_own
from build_sources
inner join beneath on beneath.name = 'source_' || build_sources.table_name
inner join indicator_labels on indicator_labels.indicator = $indicator
where build_sources.imported_at is not null
order by is_own desc, build_sources.table_title asc
