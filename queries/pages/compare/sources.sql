-- title: Where the figures compared come from

select
    build_sources.title,
    build_sources.publisher,
    build_sources.licence,
    max(build_sources.release) as release
from build_sources
where
    build_sources.imported_at is not null
    and build_sources.source in (
        select unnest(listed_indicators.sources)
        from listed_indicators
    )
group by build_sources.title, build_sources.publisher, build_sources.licence
order by build_sources.title
