-- title: What would move us
-- grain: one row for each framework, date, authority, theme below the top, role and indicator
-- note: The smallest changes that could still lift a theme to its next level. role says how they go
--   together: needed: every one of these, since the theme stands no higher than its weakest allows.
--   one of: then any one of these, to lift the mean. together: then all of these, where none will
--   do alone. way says how the figure can be moved: cases, by events still to come (of the next
--   next_cases, next_needed, if as many come as before); stock, by what is so on the next date;
--   survey, by what leaders say when next asked, which nobody can order; results, by the next
--   period. earliest_on is the first day on which it could show. seen_ tells of a change that was
--   made, by more than chance and over like ground (it began no further on than halfway along and
--   reached the value needed), by a neighbour or else by any authority: the shortest. Without one
--   no move of this size has been seen beyond chance.

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
        indicator_labels.period,
        try_cast(indicator_labels.events_over as integer) as months,
        contains(indicator_labels.source, 'survey_answers') as is_survey,
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

-- What of a window of months is still to come after each number of years, and what it must bring.
coming as (
    select
        counted.framework,
        counted.as_at,
        counted.area_code,
        counted.theme,
        counted.indicator,
        counted.role,
        years.years,
        least(quotient(12 * years.years, counted.months), 1) as share_new,
        ceil(counted.denominator * share_new - 0.000000001) as next_cases,
        counted.numerator * (1 - share_new) as carried,
        case
            when counted.sense = 1
                then greatest(ceil(counted.to_numerator - carried - 0.000000001), 0)
            else floor(counted.to_numerator - carried + 0.000000001)
        end as next_needed
    from counted
    cross join range(1, 6) as years (years)
    where
        counted.is_counted
        and counted.months is not null
        and 12 * (years.years - 1) < counted.months
),

-- The first date by which what is to come could bring it.
first_coming as (
    select
        framework,
        as_at,
        area_code,
        theme,
        indicator,
        role,
        min(years) as years,
        arg_min(next_cases, years) as next_cases,
        arg_min(next_needed, years) as next_needed
    from coming
    where next_needed between 0 and next_cases
    group by framework, as_at, area_code, theme, indicator, role
),

made as (
    select
        counted.framework,
        counted.as_at,
        counted.area_code,
        counted.indicator,
        counted.role,
        improvements.area_code as seen_area,
        improvements.from_end as seen_from,
        improvements.period_end as seen_to,
        improvements.from_value as seen_from_value,
        improvements.value as seen_to_value,
        improvements.years as seen_years,
        neighbours.neighbour_code is not null as is_near
    from counted
    inner join improvements
        on
            counted.indicator = improvements.indicator
            and counted.as_at >= improvements.period_end
            and counted.area_code <> improvements.area_code
            and improvements.change = 'improved'
            and improvements.improvement >= counted.gain - 0.000000001
            and counted.sense * improvements.from_value
            <= counted.sense * counted.value + quotient(counted.gain, 2)
            and counted.sense * improvements.value
            >= counted.sense * counted.to_value - 0.000000001
    left join neighbours
        on
            counted.area_code = neighbours.area_code
            and improvements.area_code = neighbours.neighbour_code
),

seen as (
    select
        framework,
        as_at,
        area_code,
        indicator,
        role,
        count(distinct seen_area) filter (where is_near) as neighbours_seen,
        arg_min(
            {
                'area_code': seen_area,
                'from_end': seen_from,
                'to_end': seen_to,
                'from_value': seen_from_value,
                'to_value': seen_to_value,
                'years': seen_years
            }, (not is_near, seen_years, seen_area, seen_to)
        ) as change_seen
    from made
    group by framework, as_at, area_code, indicator, role
),

told as (
    select
        counted.*,
        seen.neighbours_seen,
        case
            when seen.neighbours_seen > 0 then 'neighbours'
            when seen.change_seen is not null then 'others'
            else 'nobody'
        end as seen_among,
        seen.change_seen,
        case
            when counted.is_survey then 'survey'
            when counted.months is not null then 'cases'
            when counted.period = 'date' then 'stock'
            else 'results'
        end as way,
        first_coming.next_cases,
        first_coming.next_needed,
        case
            when first_coming.years is not null
                then counted.as_at + to_years(cast(first_coming.years as integer))
            when way = 'cases' then counted.as_at + to_months(counted.months)
            when counted.period = 'date' then counted.as_at + to_years(1)
            else
                counted.period_end
                + to_years(date_diff('year', counted.period_end, counted.as_at) + 1)
        end as earliest_on
    from counted
    left join first_coming
        on
            counted.framework = first_coming.framework
            and counted.as_at = first_coming.as_at
            and counted.area_code = first_coming.area_code
            and counted.theme = first_coming.theme
            and counted.indicator = first_coming.indicator
            and counted.role = first_coming.role
    left join seen
        on
            counted.framework = seen.framework
            and counted.as_at = seen.as_at
            and counted.area_code = seen.area_code
            and counted.indicator = seen.indicator
            and counted.role = seen.role
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
    way,
    cast(earliest_on as date) as earliest_on,
    cast(next_cases as integer) as next_cases,
    cast(next_needed as integer) as next_needed,
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
