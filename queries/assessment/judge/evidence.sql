-- title: The evidence for each theme, and the level each figure reaches
-- grain: one row for each framework, date, authority and indicator that counts towards a theme
-- at_most: 2,000,000 of assessment_dates x areas x framework_bearings
-- note: The latest figure, where it is not older than the framework allows. Where the latest is
--   hidden or was not given an earlier one does not take its place, so that hiding never pays.
--   part is what it does for the theme: judged; too_few (fewer cases than the framework asks for:
--   it neither lifts nor limits); no_case (there was none to count); missing; shown (no
--   thresholds). level is where the value lies, the range where it could lie by chance, at the
--   framework's confidence; height is its place on the ladder. cases is what chance is worked out
--   from, empty where there is none: of a sample, more than those who answered the nearer they are
--   to all asked; of events, fewer where they vary from year to year by more than chance
--   (area_noise). With what pages say of the figure.

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
        latest.value_end = latest.row_end
        and latest.value_end > standing.as_at - to_years(judged.max_age_years) as is_fresh
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
        figures.numerator,
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

rested as (
    select
        measured.*,
        indicator_labels.title,
        indicator_labels.kind,
        indicator_labels.unit,
        indicator_labels.period,
        indicator_labels.uncertainty,
        cast(indicator_labels.decimals as integer) as decimals,
        cast(indicator_labels.per as double) as per,
        ladders.indicator is not null as is_judged,
        ladders.sense,
        ladders.points,
        ladders.levels,
        theme_rules.z,
        asked.denominator as asked,
        case
            when indicator_labels.uncertainty = 'complete' then null
            when indicator_labels.uncertainty = 'sample'
                then cases_of_sample(measured.denominator, asked.denominator)
            when measured.lower is not null
                then quotient(measured.denominator, coalesce(area_noise.dispersion, 1))
        end as cases,
        case
            when ladders.indicator is null then 'shown'
            when
                measured.status = 'used'
                and measured.denominator < case indicator_labels.uncertainty
                    when 'complete' then theme_rules.least_complete else theme_rules.least_cases
                end
                then 'too_few'
            when measured.status = 'used' then 'judged'
            when measured.status = 'missing' and measured.missing_reason = 'not_applicable'
                then 'no_case'
            else 'missing'
        end as part
    from measured
    inner join indicator_labels on measured.indicator = indicator_labels.indicator
    inner join theme_rules
        on measured.framework = theme_rules.framework and measured.theme = theme_rules.theme
    left join ladders
        on measured.framework = ladders.framework and measured.indicator = ladders.indicator
    left join area_noise
        on
            measured.indicator = area_noise.indicator
            and measured.area_code = area_noise.area_code
            and area_noise.series = 'own'
            and area_noise.basis = 'counts'
    left join figures as asked
        on
            indicator_labels.asked = asked.indicator
            and measured.area_code = asked.area_code
            and measured.period_end = asked.period_end
),

levelled as (
    select
        *,
        case when part = 'judged' then ladder_height(value, sense, points, levels) end as height,
        case when part = 'judged' then level_reached(value, sense, points, levels) end as level,
        case
            when part = 'judged'
                then level_reached(
                    figure_at(kind, value, lower, upper, cases, per, -1 * sense * z),
                    sense, points, levels
                )
        end as level_low,
        case
            when part = 'judged'
                then level_reached(
                    figure_at(kind, value, lower, upper, cases, per, sense * z),
                    sense, points, levels
                )
        end as level_high
    from rested
)

select
    levelled.framework,
    levelled.as_at,
    levelled.area_code,
    levelled.theme,
    levelled.indicator,
    levelled.title,
    levelled.kind,
    levelled.unit,
    levelled.decimals,
    levelled.weight,
    levelled.is_judged,
    levelled.part,
    levelled.uncertainty,
    levelled.asked,
    levelled.cases,
    levelled.height,
    levelled.period_end,
    case
        when levelled.period_end is null then ''
        else period_label(levelled.period_end, levelled.period)
    end as period_text,
    levelled.denominator,
    levelled.value,
    levelled.lower,
    levelled.upper,
    levelled.level,
    least(levelled.level, levelled.level_low) as level_low,
    greatest(levelled.level, levelled.level_high) as level_high,
    framework_levels.word,
    levelled.status,
    levelled.missing_reason
from levelled
left join framework_levels
    on levelled.framework = framework_levels.framework and levelled.level = framework_levels.level
order by
    levelled.framework, levelled.area_code, levelled.as_at, levelled.theme, levelled.indicator
