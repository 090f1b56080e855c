-- title: The evidence for each theme, and the level each figure reaches
-- grain: one row for each framework, date, authority and indicator that belongs to a theme
-- note: The latest figure not older than the framework allows. The range is that of the levels
--   which the 95 % interval touches. An indicator without thresholds is shown and has no level.
--   With what pages say of the figure, since three of them ask for it.

with judged as (
    select
        framework_bearings.framework,
        framework_bearings.indicator,
        framework_bearings.theme,
        framework_bearings.weight,
        framework_bearings.max_age_years
    from framework_bearings
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
        judged.weight,
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
        found.weight,
        figures.period_end,
        figures.denominator,
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

levelled as (
    select
        measured.*,
        ladders.indicator is not null as is_judged,
        case
            when measured.status = 'used'
                then level_reached(measured.value, ladders.sense, ladders.points, ladders.levels)
        end as level,
        level_reached(measured.lower, ladders.sense, ladders.points, ladders.levels)
            as level_at_lower,
        level_reached(measured.upper, ladders.sense, ladders.points, ladders.levels)
            as level_at_upper
    from measured
    left join ladders
        on measured.framework = ladders.framework and measured.indicator = ladders.indicator
)

select
    levelled.framework,
    levelled.as_at,
    levelled.area_code,
    levelled.theme,
    levelled.indicator,
    indicator_labels.title,
    indicator_labels.kind,
    indicator_labels.unit,
    cast(indicator_labels.decimals as integer) as decimals,
    levelled.weight,
    levelled.is_judged,
    levelled.period_end,
    case
        when levelled.period_end is null then ''
        else period_label(levelled.period_end, indicator_labels.period)
    end as period_text,
    levelled.denominator,
    levelled.value,
    levelled.lower,
    levelled.upper,
    levelled.level,
    case
        when levelled.level is not null
            then least(levelled.level, levelled.level_at_lower, levelled.level_at_upper)
    end as level_low,
    case
        when levelled.level is not null
            then greatest(levelled.level, levelled.level_at_lower, levelled.level_at_upper)
    end as level_high,
    framework_levels.word,
    levelled.status,
    levelled.missing_reason
from levelled
inner join indicator_labels on levelled.indicator = indicator_labels.indicator
left join framework_levels
    on levelled.framework = framework_levels.framework and levelled.level = framework_levels.level
order by
    levelled.framework, levelled.area_code, levelled.as_at, levelled.theme, levelled.indicator
