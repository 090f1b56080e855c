-- title: The files that each figure comes from
-- params: indicators
-- note: By the sources that an indicator's label names; only those of which a file is imported.

with wanted as (
    select
        indicator,
        unnest(string_split_regex(source, '[,;] *')) as source
    from indicator_labels
    where list_contains(cast($indicators as text[]), indicator)
)

select
    wanted.indicator,
    build_sources.source,
    build_sources.title,
    build_sources.table_title,
    build_sources.publisher,
    build_sources.file,
    build_sources.release,
    build_sources.sha256,
    build_sources.imported_at,
    build_sources.rows,
    build_sources.set_aside,
    build_sources.licence,
    build_sources.attribution,
    build_sources.address
from wanted
inner join build_sources on wanted.source = build_sources.source
where build_sources.imported_at is not null
order by wanted.indicator, build_sources.title, build_sources.table_name
