-- title: Where the figures of two indicators come from
-- params: indicator, against
-- note: One row for each of the two and source.

select
    listed_indicators.indicator,
    build_sources.title,
    build_sources.publisher,
    build_sources.licence,
    max(build_sources.release) as release
from build_sources
inner join listed_indicators
    on list_contains(listed_indicators.sources, build_sources.source)
where
    build_sources.imported_at is not null
    and listed_indicators.indicator in ($indicator, $against)  -- noqa: RF02
group by
    listed_indicators.indicator,
    build_sources.title,
    build_sources.publisher,
    build_sources.licence
order by build_sources.title, listed_indicators.indicator
