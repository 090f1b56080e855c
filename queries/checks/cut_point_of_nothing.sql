-- title: Each threshold is of an indicator that belongs to a theme, and of a level that exists
-- severity: error
-- fix: Correct the row of the file named. Levels begin at values in order; the lowest has none,
--   and every level above it has one
-- note: Thresholds out of order, or of a level nobody has, would give levels that nobody meant
-- about: framework_cut_points

with ordered as (
    select
        cuts.framework,
        cuts.indicator,
        cuts.level,
        cuts.source_line,
        framework_bearings.theme,
        framework_levels.level as known_level,
        min(known.level) as lowest_level,
        any_value(indicator_labels.polarity) as polarity,
        any_value(cuts.from_value) as from_value
    from stg_reference__framework_cut_points as cuts
    left join framework_bearings
        on
            cuts.framework = framework_bearings.framework
            and cuts.indicator = framework_bearings.indicator
    left join framework_levels
        on cuts.framework = framework_levels.framework and cuts.level = framework_levels.level
    left join framework_levels as known on cuts.framework = known.framework
    left join indicator_labels on cuts.indicator = indicator_labels.indicator
    group by
        cuts.framework, cuts.indicator, cuts.level, cuts.source_line,
        framework_bearings.theme, framework_levels.level
),

compared as (
    select
        *,
        case when polarity = 'lower_is_better' then -1 else 1 end as sense,
        lag(from_value) over (partition by framework, indicator order by level) as value_below
    from ordered
),

judged as (
    select
        framework,
        source_line,
        case
            when theme is null then indicator || ' belongs to no theme in bearings.csv'
            when known_level is null then 'levels.csv has no level ' || level
            when level = lowest_level
                then 'level ' || level || ' is the lowest: it begins nowhere'
            when sense * (from_value - value_below) <= 0
                then
                    'level ' || level || ' of ' || indicator
                    || ' begins no further on than the level below'
            when polarity = 'neutral'
                then indicator || ' is neutral: no level of it is better than another'
        end as reason
    from compared
)

select
    'frameworks/' || framework || '/cut_points.csv' as file,
    source_line as line,
    reason
from judged
where reason is not null
