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
        select unnest(regexp_split_to_array(indicator_labels.source, '[,;]\s*'))
        from indicator_labels
    )
group by build_sources.title, build_sources.publisher, build_sources.licence
order by build_sources.title
