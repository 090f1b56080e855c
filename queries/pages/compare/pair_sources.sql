-- title: Where the figures of two indicators come from
-- params: indicator, against
-- note: One row for each of the two and source.

select
    listed_indicators.indicator,
    loaded_sources.title,
    loaded_sources.publisher,
    loaded_sources.licence,
    loaded_sources.release
from loaded_sources
inner join listed_indicators on list_contains(listed_indicators.sources, loaded_sources.source)
where listed_indicators.indicator in ($indicator, $against)  -- noqa: RF02
order by loaded_sources.title, listed_indicators.indicator
