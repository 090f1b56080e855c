-- title: Which release gives which points of the series
-- params: indicator, area_code, as_at
-- note: Of published tables: from which to which period each gives the figure of the authority, as
--   joined into one series. A break is marked where two releases differ in method.

with points as (
    select
        source_rows.table_name,
        min(source_rows.period_end) as first_end,
        max(source_rows.period_end) as last_end,
        count(distinct source_rows.period_end) as points
    from source_rows
    inner join build_written on build_written.name = $indicator
    where
        source_rows.area_code = $area_code
        and source_rows.by_name
        and list_contains(build_written.words, source_rows.part)
        and source_rows.period_end <= cast($as_at as date)
        and len(source_rows.source_lines) > 0
    group by source_rows.table_name
)

select
    build_sources.table_title || ', release ' || build_sources.release as name,
    period_label(points.first_end, listed.period)
    || if(
        points.first_end < points.last_end,
        ' to ' || period_label(points.last_end, listed.period), ''
    ) || ' (' || points.points || if(points.points = 1, ' point)', ' points)') as periods
from points
inner join build_sources on points.table_name = build_sources.table_name
inner join indicator_labels as listed on listed.indicator = $indicator
order by points.first_end
