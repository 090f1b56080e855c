-- title: The sources behind a theme's figures: which files, how old, how many rows
-- params: framework, theme

with recursive behind as (
    select
        framework_bearings.indicator,
        build_reads.reads as table_name
    from framework_bearings
    inner join ladders
        on
            framework_bearings.framework = ladders.framework
            and framework_bearings.indicator = ladders.indicator
    inner join build_reads on framework_bearings.indicator = build_reads.name
    where framework_bearings.framework = $framework and framework_bearings.theme = $theme
    union
    select
        behind.indicator,
        build_reads.reads as table_name
    from behind
    inner join build_reads on behind.table_name = build_reads.name
)

select
    build_sources.title,
    build_sources.table_title,
    build_sources.publisher,
    build_sources.release,
    build_sources.imported_at,
    build_sources.rows,
    build_sources.set_aside,
    string_agg(indicator_labels.title, '; ' order by indicator_labels.title) as indicators
from behind
inner join build_sources on behind.table_name = 'source_' || build_sources.table_name
inner join indicator_labels on behind.indicator = indicator_labels.indicator
where build_sources.imported_at is not null
group by all
order by build_sources.title, build_sources.table_title
