-- title: The files behind a figure: hash, release, licence
-- params: indicator
-- note: Every table beneath the indicator that is loaded, those of its own sources first; then what
--   says which areas and days there are.

select
    build_sources.*,
    date_diff('day', cast(build_sources.imported_at as date), current_date) as days_old,
    cast(null as varchar) as checks,
    0 as failing,
    register_counts.complete_as_at,
    cast(null as varchar) as counted,
    list_contains(listed_indicators.sources, build_sources.source) as is_own
from build_beneath
inner join build_sources on build_beneath.beneath = 'source_' || build_sources.table_name
inner join listed_indicators on build_beneath.name = listed_indicators.indicator
left join register_counts
    on build_sources.kind = 'register' and build_sources.source = register_counts.register
where build_beneath.name = $indicator and build_sources.imported_at is not null
order by is_own desc, build_sources.table_title asc
