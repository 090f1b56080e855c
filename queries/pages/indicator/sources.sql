-- title: Where an indicator's figures come from
-- params: indicator

select
    build_sources.title,
    build_sources.publisher,
    build_sources.licence,
    max(build_sources.release) as release
from build_sources
inner join listed_indicators
    on
        listed_indicators.indicator = $indicator
        and list_contains(listed_indicators.sources, build_sources.source)
where build_sources.imported_at is not null
group by build_sources.title, build_sources.publisher, build_sources.licence
order by build_sources.title
