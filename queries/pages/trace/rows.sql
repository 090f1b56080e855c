-- title: The rows that a figure rests on, line by line
-- params: indicator, area_code, as_at
-- note: Of each table beneath the indicator: the rows of the authority that its SQL could count on
--   the day. Of a register those that had begun and not ended, or not longer ago than the SQL looks
--   back; of a published table the last period. Where the SQL asks for parts by name, these alone.
--   A count of people is that of the gated figure, and only where the row is the figure.

with recursive beneath as (
    select $indicator as name
    union
    select build_reads.reads as name
    from beneath
    inner join build_reads on beneath.name = build_reads.name
    left join labels on beneath.name = labels.name and labels.key = 'passes_on'
    where labels.name is null
),

written as (
    select string_agg(regexp_replace(build_steps.sql, '--[^\n]*', '', 'g'), ' ') as sql
    from beneath
    inner join build_steps on beneath.name = build_steps.name
    where build_steps.layer in ('indicators', 'marts')
),

asked as (
    select
        regexp_extract_all(sql, '''([^'']+)''', 1) as words,
        coalesce(
            list_max(cast(regexp_extract_all(sql, 'interval (\d+) year', 1) as integer[])), 0
        ) as years
    from written
),

figure as (
    select
        figures.*,
        indicator_labels.kind
    from figures
    inner join indicator_labels on figures.indicator = indicator_labels.indicator
    where
        figures.indicator = $indicator
        and figures.area_code = $area_code
        and figures.period_end <= cast($as_at as date)
    order by figures.period_end desc
    limit 1
),

looked_at as (
    select
        asked.words,
        coalesce(figure.period_end, cast($as_at as date)) as day,
        coalesce(figure.period_end, cast($as_at as date)) - to_years(asked.years) as since,
        figure.numerator,
        figure.denominator,
        figure.value,
        figure.kind
    from asked
    left join figure on true
),

candidates as (
    select
        source_rows.*,
        looked_at.day,
        looked_at.numerator,
        looked_at.denominator,
        looked_at.value,
        looked_at.kind,
        source_rows.part is null or list_contains(looked_at.words, source_rows.part) as is_named
    from source_rows
    inner join beneath on beneath.name = 'source_' || source_rows.table_name
    cross join looked_at
    where
        source_rows.area_code = $area_code
        and coalesce(source_rows.period_end, source_rows.begun_on, looked_at.day) <= looked_at.day
        and (source_rows.ended_on is null or source_rows.ended_on >= looked_at.since)
),

narrowed as (
    select *
    from candidates
    qualify
        (
            is_named
            or not by_name
            and not bool_or(is_named and part is not null) over (partition by table_name)
        )
        and (
            period_end is null
            or period_end = max(period_end) over (
                partition by case when not by_name then table_name end, part
            )
        )
)

select
    narrowed.table_name,
    build_sources.table_title,
    narrowed.is_people,
    narrowed.source_lines,
    narrowed.part,
    narrowed.period_end,
    narrowed.ended_on < narrowed.day as is_over,
    narrowed.cells,
    case when narrowed.is_people and narrowed.kind <> 'difference' then narrowed.numerator end
        as numerator,
    case when narrowed.is_people and narrowed.kind <> 'difference' then narrowed.denominator end
        as denominator,
    case when narrowed.is_people and narrowed.kind <> 'difference' then narrowed.value end as value
from narrowed
inner join build_sources on narrowed.table_name = build_sources.table_name
order by narrowed.table_name, is_over, narrowed.source_lines[1], narrowed.part
