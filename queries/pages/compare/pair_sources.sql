-- title: Where the figures of two indicators come from
-- params: indicator, against
-- note: One row for each of the two and source.

select
    indicator_labels.indicator,
    build_sources.title,
    build_sources.publisher,
    build_sources.licence,
    max(build_sources.release) as release
from build_sources
inner join indicator_labels
    on
        list_contains(
            regexp_split_to_array(indicator_labels.source, '[,;]\s*'), build_sources.source
        )
where
    build_sources.imported_at is not null
    and indicator_labels.indicator in ($indicator, $against)  -- noqa: RF02
group by
    indicator_labels.indicator,
    build_sources.title,
    build_sources.publisher,
    build_sources.licence
order by build_sources.title
