-- title: Where an indicator's figures come from
-- params: indicator

select
    loaded_sources.title,
    loaded_sources.publisher,
    loaded_sources.licence,
    loaded_sources.release
from loaded_sources
inner join listed_indicators on list_contains(listed_indicators.sources, loaded_sources.source)
where listed_indicators.indicator = $indicator
order by loaded_sources.title
