-- title: Where the outcomes come from

select
    title,
    publisher,
    licence,
    release
from loaded_sources
where
    source in (
        select unnest(listed_indicators.sources)
        from listed_indicators
        where listed_indicators.theme = 'outcomes'
    )
order by title
