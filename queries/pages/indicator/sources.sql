-- title: Where the last figures of indicators come from, and what their earlier periods come from
-- params: indicators, area_code, as_at
-- note: One row for each indicator and source of its label that is loaded. A series may be of one
--   release up to a year and of another after it: where rows of published tables say their period,
--   and some are of the figure's own, a source that has rows of other periods only is_earlier.

with named as (
    select
        listed_indicators.indicator,
        loaded_sources.*
    from listed_indicators
    inner join loaded_sources on list_contains(listed_indicators.sources, loaded_sources.source)
    where list_contains(cast($indicators as text[]), listed_indicators.indicator)  -- noqa: RF02
),

latest as (
    select
        indicator,
        max(period_end) as period_end
    from figures
    where
        area_code = $area_code
        and period_end <= cast($as_at as date)
        and value is not null
    group by indicator
),

dated as (
    select
        build_written.name as indicator,
        build_sources.source,
        bool_or(source_rows.period_end = latest.period_end) as is_of_figure
    from source_rows
    inner join build_sources on source_rows.table_name = build_sources.table_name
    inner join build_written on list_contains(build_written.words, source_rows.part)
    inner join latest on build_written.name = latest.indicator
    where source_rows.area_code = $area_code and source_rows.by_name
    group by build_written.name, build_sources.source
)

select
    named.indicator,
    named.source,
    named.title,
    named.publisher,
    named.licence,
    named.release,
    not coalesce(dated.is_of_figure, true)
    and coalesce(bool_or(dated.is_of_figure) over (partition by named.indicator), false)
        as is_earlier
from named
left join dated on named.indicator = dated.indicator and named.source = dated.source
order by named.indicator, is_earlier, named.title
