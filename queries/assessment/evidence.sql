-- title: The evidence for each theme, and the level each figure reaches
-- grain: one row for each framework, date, authority and indicator that bears on a theme
-- note: The latest figure not older than the framework allows. The range is that of the levels
--   which the 95 % interval touches. An indicator without cut points is shown and has no level.

with judged as (
    select
        framework_bearings.framework,
        framework_bearings.indicator,
        framework_bearings.theme,
        framework_bearings.weight,
        framework_bearings.max_age_years,
        case when indicator_labels.polarity = 'lower_is_better' then -1 else 1 end as sense
    from framework_bearings
    left join indicator_labels on framework_bearings.indicator = indicator_labels.indicator
    where framework_bearings.theme is not null
),

standing as (
    select
        assessment_dates.as_at,
        areas.area_code
    from assessment_dates
    inner join areas
        on
            areas.area_type = 'authority'
            and (areas.valid_from is null or assessment_dates.as_at >= areas.valid_from)
            and (areas.valid_to is null or assessment_dates.as_at <= areas.valid_to)
),

latest as (
    select
        judged.framework,
        assessment_dates.as_at,
        figures.area_code,
        judged.indicator,
        max(figures.period_end) as row_end,
        max(figures.period_end) filter (where figures.value is not null) as value_end
    from judged
    inner join figures
        on judged.indicator = figures.indicator and figures.area_type = 'authority'
    inner join assessment_dates on figures.period_end <= assessment_dates.as_at
    group by judged.framework, assessment_dates.as_at, figures.area_code, judged.indicator
),

found as (
    select
        judged.framework,
        standing.as_at,
        standing.area_code,
        judged.theme,
        judged.indicator,
        judged.sense,
        latest.row_end,
        latest.value_end,
        latest.value_end > standing.as_at - to_years(judged.max_age_years) as is_fresh
    from standing
    cross join judged
    left join latest
        on
            judged.framework = latest.framework
            and judged.indicator = latest.indicator
            and standing.as_at = latest.as_at
            and standing.area_code = latest.area_code
),

measured as (
    select
        found.framework,
        found.as_at,
        found.area_code,
        found.theme,
        found.indicator,
        found.sense,
        figures.period_end,
        figures.value,
        figures.lower,
        figures.upper,
        case
            when found.is_fresh then 'used'
            when found.value_end is not null and found.value_end = found.row_end then 'stale'
            when coalesce(figures.missing_reason, 'not_collected') = 'not_collected'
                then 'not_collected'
            else 'missing'
        end as status,
        case
            when found.row_end is null then 'not_collected'
            else figures.missing_reason
        end as missing_reason
    from found
    left join figures
        on
            found.indicator = figures.indicator
            and found.area_code = figures.area_code
            and figures.period_end
            = case when found.is_fresh then found.value_end else found.row_end end
),

lowest as (
    select
        framework,
        min(level) as level
    from framework_levels
    group by framework
),

cuts as (
    select
        framework,
        indicator,
        level,
        from_value
    from framework_cut_points
),

placed as (
    select
        measured.framework,
        measured.as_at,
        measured.area_code,
        measured.indicator,
        max(cuts.level) filter (
            where measured.sense * (measured.value - cuts.from_value) >= 0
        ) as level,
        max(cuts.level) filter (
            where measured.sense * (measured.lower - cuts.from_value) >= 0
        ) as level_at_lower,
        max(cuts.level) filter (
            where measured.sense * (measured.upper - cuts.from_value) >= 0
        ) as level_at_upper
    from measured
    inner join cuts
        on measured.framework = cuts.framework and measured.indicator = cuts.indicator
    where measured.status = 'used'
    group by measured.framework, measured.as_at, measured.area_code, measured.indicator
),

levelled as (
    select
        measured.*,
        case when placed.indicator is not null then coalesce(placed.level, lowest.level) end
            as level,
        case when measured.lower is not null then coalesce(placed.level_at_lower, lowest.level) end
            as level_at_lower,
        case when measured.upper is not null then coalesce(placed.level_at_upper, lowest.level) end
            as level_at_upper
    from measured
    inner join lowest on measured.framework = lowest.framework
    left join placed
        on
            measured.framework = placed.framework
            and measured.as_at = placed.as_at
            and measured.area_code = placed.area_code
            and measured.indicator = placed.indicator
)

select
    framework,
    as_at,
    area_code,
    theme,
    indicator,
    period_end,
    value,
    lower,
    upper,
    level,
    case when level is not null then least(level, level_at_lower, level_at_upper) end
        as level_low,
    case when level is not null then greatest(level, level_at_lower, level_at_upper) end
        as level_high,
    status,
    missing_reason
from levelled
order by framework, area_code, as_at, theme, indicator
