-- title: What would move us
-- grain: one row for each framework, date, authority, theme below the top, role and indicator
-- note: The smallest changes that could still lift a theme to its next level. role says how they go
--   together: needed: every one of these, since the theme stands no higher than its weakest allows.
--   one of: then any one of these, to lift the mean. together: then all of these, where none will
--   do alone. Heights are averaged as in theme_levels, at the lower end of chance, and a theme that
--   only a missing figure can lift has no move. way says how the figure can be moved: cases, by
--   events still to come (of the next next_cases, next_needed, if as many come as before); stock,
--   by what is so on the next date; survey, by what leaders say when next asked, which nobody can
--   order; results, by the next period. earliest_on is the first day on which it could show. seen_
--   shows a change that was made, by more than chance and over like ground (it began no further
--   on than halfway along and reached the value needed), by a neighbour or else by any authority:
--   the shortest. Without one no move of this size has been seen beyond chance.

with below_top as (
    select
        theme_levels.framework,
        theme_levels.as_at,
        theme_levels.area_code,
        theme_levels.theme,
        theme_levels.level_low as level,
        theme_levels.open_weight,
        any_value(theme_rules.allowance) as allowance,
        any_value(theme_rules.z) * theme_levels.shrink as z,
        min(framework_levels.level) as target_level,
        min(framework_levels.level) - 0.5 as target_height,
        max(rungs.bottom) - 0.5 as floor,
        max(rungs.top) as top
    from theme_levels
    inner join framework_levels
        on
            theme_levels.framework = framework_levels.framework
            and theme_levels.level_low < framework_levels.level
    inner join rungs on theme_levels.framework = rungs.framework
    inner join theme_rules
        on
            theme_levels.framework = theme_rules.framework
            and theme_levels.theme = theme_rules.theme
    group by
        theme_levels.framework, theme_levels.as_at, theme_levels.area_code, theme_levels.theme,
        theme_levels.level_low, theme_levels.open_weight, theme_levels.shrink
),

-- The lowest figures must reach the target less what the rule allows. A missing figure counts as
-- the lowest there is: where the rule then stops short of the target, no move of others will do.
standing as (
    select
        below_top.*,
        evidence.indicator,
        evidence.period_end,
        evidence.weight,
        evidence.kind,
        evidence.value,
        evidence.lower,
        evidence.upper,
        evidence.cases,
        evidence.height,
        evidence.level as indicator_level,
        ladders.sense,
        ladders.points,
        ladders.levels,
        cast(indicator_labels.per as double) as per,
        -1 * ladders.sense * below_top.z as limit_z,
        greatest(
            evidence.height,
            coalesce(below_top.target_height - below_top.allowance, evidence.height)
        ) as needed_height
    from below_top
    inner join evidence
        on
            below_top.framework = evidence.framework
            and below_top.as_at = evidence.as_at
            and below_top.area_code = evidence.area_code
            and below_top.theme = evidence.theme
            and evidence.part = 'judged'
            and evidence.weight > 0
    inner join ladders
        on evidence.framework = ladders.framework and evidence.indicator = ladders.indicator
    inner join indicator_labels on evidence.indicator = indicator_labels.indicator
    where
        below_top.open_weight = 0
        or below_top.allowance is null
        or below_top.floor + below_top.allowance >= below_top.target_height
),

raised as (
    select
        *,
        if(needed_height > height, value_at_height(needed_height, points, levels), value)
            as needed_value
    from standing
),

-- Where by chance each would then lie at the least, and at its best: that is what is averaged.
limited as (
    select
        *,
        figure_at(
            kind, needed_value, lower + needed_value - value, upper + needed_value - value,
            cases, per, limit_z
        ) as needed_limit,
        if(
            kind = 'percentage',
            figure_at(kind, if(sense = 1, 100, 0), null, null, cases, per, limit_z),
            value_at_height(top + 0.5, points, levels)
        ) as best_limit
    from raised
),

placed as (
    select
        *,
        ladder_height(needed_limit, sense, points, levels) as from_height,
        ladder_height(best_limit, sense, points, levels) as best_height
    from limited
),

-- How much the weighted sum of heights still lacks once every needed height is reached.
lacking as (
    select
        *,
        greatest(best_height - from_height, 0) as room,
        sum(weight * room) over theme as rooms,
        (sum(weight) over theme + open_weight) * target_height
        - open_weight * floor - sum(weight * from_height) over theme as lack
    from placed
    window
        theme as (
            partition by framework, as_at, area_code, theme
            order by indicator
            rows between unbounded preceding and unbounded following
        )
),

chosen as (
    select
        *,
        quotient(lack, weight) <= room as lifts,
        bool_or(lifts) over theme as is_any
    from lacking
    where lack <= rooms + 0.000000001
    window theme as (partition by framework, as_at, area_code, theme)
),

aims as (
    select
        *,
        'needed' as role,
        from_height as aim
    from chosen
    where needed_height > height
    union all
    select
        *,
        'one of' as role,
        from_height + quotient(lack, weight) as aim
    from chosen
    where lack > 0 and lifts
    union all
    select
        *,
        'together' as role,
        from_height + room * quotient(lack, rooms) as aim
    from chosen
    where lack > 0 and not is_any and room > 0
),

aimed as (
    select
        *,
        value_at_height(aim, points, levels) as limit_aimed
    from aims
),

-- The figure whose limit lies there. No percentage is above 100 or below zero.
moves as (
    select
        *,
        case
            when role = 'needed' then needed_value
            when kind = 'percentage' and cases is not null
                then
                    greatest(
                        least(100 * score_centre(quotient(limit_aimed, 100), cases, limit_z), 100),
                        0
                    )
            else limit_aimed + needed_value - needed_limit
        end as to_value
    from aimed
),

valued as (
    select
        moves.*,
        level_reached(moves.to_value, moves.sense, moves.points, moves.levels) as to_level,
        figures.numerator,
        figures.denominator,
        indicator_labels.unit,
        indicator_labels.counts,
        indicator_labels.period,
        try_cast(indicator_labels.events_over as integer) as months,
        contains(indicator_labels.source, 'survey_answers') as is_survey
    from moves
    inner join figures
        on
            moves.indicator = figures.indicator
            and moves.area_code = figures.area_code
            and moves.period_end = figures.period_end
    inner join indicator_labels on moves.indicator = indicator_labels.indicator
    where moves.to_value is not null
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
