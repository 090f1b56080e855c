-- title: Where an indicator's figures come from
-- params: indicator

select
    build_sources.title,
    build_sources.publisher,
    build_sources.licence,
    max(build_sources.release) as release
from build_sources
inner join indicator_labels
    on indicator_labels.indicator = $indicator
where
    build_sources.imported_at is not null
    and list_contains(
        regexp_split_to_array(indicator_labels.source, '[,;]\s*'),
        build_sources.source
    )
group by build_sources.title, build_sources.publisher, build_sources.licence
order by build_sources.title
