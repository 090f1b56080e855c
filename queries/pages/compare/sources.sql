-- title: Where the figures compared come from

select
    title,
    publisher,
    licence,
    release
from loaded_sources
where source in (select unnest(listed_indicators.sources) from listed_indicators)
order by title
