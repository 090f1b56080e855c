-- title: The sources behind a theme's figures: which files, how old, how many rows
-- params: framework, theme

select
    build_sources.title,
    build_sources.table_title,
    build_sources.publisher,
    build_sources.release,
    build_sources.imported_at,
    build_sources.rows,
    build_sources.set_aside,
    string_agg(listed_indicators.title, '; ' order by listed_indicators.title) as indicators
from framework_bearings
inner join ladders
    on
        framework_bearings.framework = ladders.framework
        and framework_bearings.indicator = ladders.indicator
inner join listed_indicators on framework_bearings.indicator = listed_indicators.indicator
inner join build_beneath on framework_bearings.indicator = build_beneath.name
inner join build_sources on build_beneath.beneath = 'source_' || build_sources.table_name
where
    framework_bearings.framework = $framework
    and framework_bearings.theme = $theme
    and build_sources.imported_at is not null
group by all
order by build_sources.title, build_sources.table_title
