-- title: What would move us
-- grain: one row for each framework, date, authority, theme below the top, role and indicator
-- note: The smallest changes that lift a theme to its next level. role says how they go together:
--   needed: every one of these, since the theme stands no higher than its weakest allows. one of:
--   then any one of these, to lift the mean. together: then all of these, where none will do alone.
--   change is in what the numerator counts, with the denominator as it stands; where there is no
--   numerator it is in the indicator's own unit. seen_ tells of the quickest change at least as
--   large in one unbroken series, of a neighbour or else of any authority, wherever it began.
--   Without one the move is not within any seen.

with below_top as (
    select
        theme_levels.framework,
        theme_levels.as_at,
        theme_levels.area_code,
        theme_levels.theme,
        theme_levels.level,
        any_value(theme_rules.allowance) as allowance,
        min(framework_levels.level) as target_level
    from theme_levels
    inner join framework_levels
        on
            theme_levels.framework = framework_levels.framework
            and theme_levels.level < framework_levels.level
    inner join theme_rules
        on
            theme_levels.framework = theme_rules.framework
            and theme_levels.theme = theme_rules.theme
    group by
        theme_levels.framework, theme_levels.as_at, theme_levels.area_code, theme_levels.theme,
        theme_levels.level
),

standing as (
    select
        below_top.*,
        evidence.indicator,
        evidence.period_end,
        evidence.weight,
        evidence.value,
        evidence.level as indicator_level,
        ladders.sense,
        ladders.points,
        ladders.levels,
        coalesce(
            list_min(
                list_filter(
                    ladders.levels,
                    lambda rung: rung >= greatest(  -- noqa: RF02
                        evidence.level,
                        coalesce(below_top.target_level - below_top.allowance, evidence.level)
                    )
                )
            ),
            list_max(ladders.levels)
        ) as needed_level
    from below_top
    inner join evidence
        on
            below_top.framework = evidence.framework
            and below_top.as_at = evidence.as_at
            and below_top.area_code = evidence.area_code
            and below_top.theme = evidence.theme
            and evidence.level is not null
    inner join ladders
        on evidence.framework = ladders.framework and evidence.indicator = ladders.indicator
),

-- How much the weighted sum of levels still lacks once every needed level is reached.
lacking as (
    select
        *,
        sum(weight * (target_level - 0.5 - needed_level)) over theme as lack
    from standing
    window theme as (partition by framework, as_at, area_code, theme)
),

lifting as (
    select
        *,
        list_min(
            list_filter(
                levels,
                lambda rung: rung > needed_level
                and weight * (rung - needed_level) >= lack - 0.000000001
            )
        ) as lifting_level
    from lacking
),

chosen as (
    select
        *,
        count(lifting_level) over theme as lifters
    from lifting
    window theme as (partition by framework, as_at, area_code, theme)
),

moves as (
    select
        *,
        'needed' as role,
        needed_level as to_level
    from chosen
    where needed_level > indicator_level
    union all
    select
        *,
        'one of' as role,
        lifting_level as to_level
    from chosen
    where lack > 0 and lifting_level is not null
    union all
    select
        *,
        'together' as role,
        list_min(list_filter(levels, lambda rung: rung >= target_level)) as to_level
    from chosen
    where lack > 0 and lifters = 0 and needed_level < target_level
),

valued as (
    select
        moves.*,
        moves.points[list_position(moves.levels, moves.to_level) - 1] as to_value,
        figures.numerator,
        figures.denominator,
        indicator_labels.kind,
        indicator_labels.unit,
        indicator_labels.counts,
        cast(indicator_labels.per as double) as per
    from moves
    inner join figures
        on
            moves.indicator = figures.indicator
            and moves.area_code = figures.area_code
            and moves.period_end = figures.period_end
    inner join indicator_labels on moves.indicator = indicator_labels.indicator
    where moves.to_level is not null
),

counted as (
    select
        *,
        numerator is not null and denominator > 0 and kind in ('percentage', 'rate', 'amount')
            as is_counted,
        case
            when not is_counted then null
            when sense = 1 then ceil(quotient(to_value * denominator, per) - 0.000000001)
            else floor(quotient(to_value * denominator, per) + 0.000000001)
        end as to_numerator,
        -- What is counted moves in whole steps: the step reached may lie beyond the cut point.
        sense * (if(is_counted, rate(to_numerator, denominator, per), to_value) - value) as gain
    from valued
),

runs as (
    select
        figures.indicator,
        figures.area_code,
        figures.period_end,
        figures.value,
        (
            select count(*)
            from series_breaks
            where
                series_breaks.indicator = figures.indicator
                and series_breaks.broken_on <= figures.period_end
        ) as run
    from figures
    where
        figures.value is not null
        and figures.area_type = 'authority'
        and figures.indicator in (select ladders.indicator from ladders)
),

senses as (
    select
        indicator,
        any_value(sense) as sense
    from ladders
    group by indicator
),

changes as (
    select
        later.indicator,
        later.area_code,
        earlier.period_end as from_end,
        later.period_end as to_end,
        earlier.value as from_value,
        later.value as to_value,
        year(later.period_end) - year(earlier.period_end) as years,
        senses.sense * (later.value - earlier.value) as gain
    from runs as later
    inner join runs as earlier
        on
            later.indicator = earlier.indicator
            and later.area_code = earlier.area_code
            and later.run = earlier.run
            and later.period_end > earlier.period_end
    inner join senses on later.indicator = senses.indicator
    where senses.sense * (later.value - earlier.value) > 0
),

-- The largest change of each authority over each number of years, as known at each date.
largest as (
    select
        assessment_dates.as_at,
        changes.indicator,
        changes.area_code,
        changes.years,
        max(changes.gain) as gain,
        arg_max(
            {
                'area_code': changes.area_code,
                'from_end': changes.from_end,
                'to_end': changes.to_end,
                'from_value': changes.from_value,
                'to_value': changes.to_value,
                'years': changes.years
            }, (changes.gain, changes.to_end)
        ) as change
    from changes
    inner join assessment_dates on changes.to_end <= assessment_dates.as_at
    group by assessment_dates.as_at, changes.indicator, changes.area_code, changes.years
),

of_anyone as (
    select
        as_at,
        indicator,
        years,
        max(gain) as gain,
        arg_max(change, (gain, area_code)) as change
    from largest
    group by as_at, indicator, years
),

seen_among_neighbours as (
    select
        counted.framework,
        counted.as_at,
        counted.area_code,
        counted.indicator,
        counted.role,
        count(distinct largest.area_code) as neighbours,
        arg_min(largest.change, (largest.years, -1 * largest.gain, largest.area_code)) as change
    from counted
    inner join neighbours on counted.area_code = neighbours.area_code
    inner join largest
        on
            counted.as_at = largest.as_at
            and counted.indicator = largest.indicator
            and neighbours.neighbour_code = largest.area_code
            and counted.gain <= largest.gain + 0.000000001
    group by
        counted.framework, counted.as_at, counted.area_code, counted.indicator, counted.role
),

seen_anywhere as (
    select
        counted.framework,
        counted.as_at,
        counted.area_code,
        counted.indicator,
        counted.role,
        arg_min(of_anyone.change, (of_anyone.years, -1 * of_anyone.gain)) as change
    from counted
    inner join of_anyone
        on
            counted.as_at = of_anyone.as_at
            and counted.indicator = of_anyone.indicator
            and counted.gain <= of_anyone.gain + 0.000000001
    group by
        counted.framework, counted.as_at, counted.area_code, counted.indicator, counted.role
),

told as (
    select
        counted.*,
        seen_among_neighbours.neighbours as neighbours_seen,
        case
            when seen_among_neighbours.change is not null then 'neighbours'
            when seen_anywhere.change is not null then 'others'
            else 'nobody'
        end as seen_among,
        coalesce(seen_among_neighbours.change, seen_anywhere.change) as change_seen
    from counted
    left join seen_among_neighbours
        on
            counted.framework = seen_among_neighbours.framework
            and counted.as_at = seen_among_neighbours.as_at
            and counted.area_code = seen_among_neighbours.area_code
            and counted.indicator = seen_among_neighbours.indicator
            and counted.role = seen_among_neighbours.role
    left join seen_anywhere
        on
            counted.framework = seen_anywhere.framework
            and counted.as_at = seen_anywhere.as_at
            and counted.area_code = seen_anywhere.area_code
            and counted.indicator = seen_anywhere.indicator
            and counted.role = seen_anywhere.role
)

select
    framework,
    as_at,
    area_code,
    theme,
    level,
    target_level,
    role,
    indicator,
    indicator_level,
    to_level,
    value,
    to_value,
    numerator,
    to_numerator,
    denominator,
    case when is_counted then to_numerator - numerator else to_value - value end as change,
    case when is_counted then counts else unit end as change_unit,
    seen_among,
    coalesce(neighbours_seen, 0) as neighbours_seen,
    struct_extract(change_seen, 'area_code') as seen_area,
    struct_extract(change_seen, 'from_end') as seen_from,
    struct_extract(change_seen, 'to_end') as seen_to,
    struct_extract(change_seen, 'from_value') as seen_from_value,
    struct_extract(change_seen, 'to_value') as seen_to_value,
    struct_extract(change_seen, 'years') as seen_years
from told
order by framework, area_code, as_at, theme, role, indicator
