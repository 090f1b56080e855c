-- title: The SQL behind a figure as it was run: the indicator's and every step beneath it
-- params: indicator
-- note: Steps that only pass on dates are named, not followed. is_own tells those that lead
--   to the indicator's own sources from those that say which areas and days there are. sha256 is
--   that of the text.

with own as (
    select distinct build_beneath.name
    from build_beneath
    inner join build_sources on build_beneath.beneath = 'source_' || build_sources.table_name
    inner join listed_indicators
        on
            listed_indicators.indicator = $indicator
            and list_contains(listed_indicators.sources, build_sources.source)
    where build_sources.imported_at is not null
)

select
    build_steps.name,
    build_steps.layer,
    build_steps.title,
    build_steps.path,
    build_steps.sql,
    build_steps.rows,
    build_steps.built_at,
    sha256(build_steps.sql) as sha256,
    build_beneath.reads,
    build_beneath.depth,
    own.name is not null or build_beneath.depth = 0 as is_own
from build_beneath
inner join build_steps on build_beneath.beneath = build_steps.name
left join own on build_beneath.beneath = own.name
where build_beneath.name = $indicator and build_steps.sql <> ''
order by
    is_own desc,
    list_position(['indicators', 'marts', 'staging'], build_steps.layer) asc,
    build_beneath.depth asc,
    build_steps.name asc
