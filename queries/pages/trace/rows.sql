-- title: The rows that a figure rests on, line by line
-- params: indicator, area_code, as_at
-- note: Of each table beneath the indicator: the rows of the authority that its SQL could count on
--   the day. Of a register those that had begun and not ended, or not longer ago than the SQL looks
--   back; of a published table the last period. Where the SQL asks for parts by name, these alone.
--   A count of people is that of the gated figure, and only where the row is the figure.

with figure as (
    select
        figures.period_end,
        figures.numerator,
        figures.denominator,
        figures.value,
        listed_indicators.kind
    from figures
    inner join listed_indicators on figures.indicator = listed_indicators.indicator
    where
        figures.indicator = $indicator
        and figures.area_code = $area_code
        and figures.period_end <= cast($as_at as date)
    order by figures.period_end desc
    limit 1
),

looked_at as (
    select
        build_written.words,
        coalesce(figure.period_end, cast($as_at as date)) as day,
        coalesce(figure.period_end, cast($as_at as date)) - to_years(build_written.years) as since,
        figure.numerator,
        figure.denominator,
        figure.value,
        figure.kind
    from build_written
    left join figure on true
    where build_written.name = $indicator
),

-- Made only of the lines that are shown, and of an indicator that rests on them.
lines as (
    select *
    from source_rows
    where area_code = $area_code
    union all by name
    select
        'funding__register' as table_name,
        area_code,
        false as by_name,
        period_start as begun_on,
        period_end as ended_on,
        [source_line] as source_lines,
        false as is_people,
        struct_pack(
            line_id := line_id,
            area_code := area_code,
            partnership_id := partnership_id,
            period_start := period_start,
            period_end := period_end,
            stream := stream,
            purpose := purpose,
            route := route,
            budget := budget,
            outturn := outturn,
            grant_ends_on := grant_ends_on
        ) as funded
    from funding
    where area_code = $area_code
),

candidates as (
    select
        lines.*,
        looked_at.day,
        looked_at.numerator,
        looked_at.denominator,
        looked_at.value,
        looked_at.kind,
        lines.part is null or list_contains(looked_at.words, lines.part) as is_named
    from lines
    inner join build_beneath
        on
            build_beneath.name = $indicator
            and build_beneath.beneath = 'source_' || lines.table_name
    cross join looked_at
    where
        coalesce(lines.period_end, lines.begun_on, looked_at.day) <= looked_at.day
        and (lines.ended_on is null or lines.ended_on >= looked_at.since)
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
    coalesce(narrowed.cells, to_json(narrowed.funded)) as cells,
    case when narrowed.is_people and narrowed.kind <> 'difference' then narrowed.numerator end
        as numerator,
    case when narrowed.is_people and narrowed.kind <> 'difference' then narrowed.denominator end
        as denominator,
    case when narrowed.is_people and narrowed.kind <> 'difference' then narrowed.value end as value
from narrowed
inner join build_sources on narrowed.table_name = build_sources.table_name
order by narrowed.table_name, is_over, narrowed.source_lines[1], narrowed.part, cells
