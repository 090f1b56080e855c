-- title: Who is in a partnership and who is out, in a sentence
-- grain: one row for each authority, assessment date and group of phases
-- note: The share is the figure of the group's indicator. Higher and lower than the neighbours is
--   said only where comparison_tests does: members are counted, so by size. is_recorded: somebody's
--   membership is on record there, so that who is in none is known.

with looked_at as (
    select
        area_code,
        period_end,
        unnest([phases, 'all']) as phases,
        partnerships,
        kinds_count
    from reached_institutions
),

counted as (
    select
        area_code,
        period_end,
        phases,
        count(*) filter (where partnerships = 0) as out_of_all,
        count(*) filter (where kinds_count > 1) as several
    from looked_at
    group by area_code, period_end, phases
),

anybody as (
    select
        area_code,
        period_end,
        bool_or(partnerships > 0) as is_reached
    from reached_institutions
    group by area_code, period_end
),

joined as (
    select
        dated_areas.area_code,
        dated_areas.as_at,
        dated_areas.name,
        phase_groups.code as phases,
        phase_groups.is_loaded,
        figures.numerator,
        figures.denominator,
        figures.value,
        figures.period_end,
        beside.beside_value,
        beside.place,
        indicator_labels.title,
        coalesce(counted.out_of_all, 0) as out_of_all,
        coalesce(counted.several, 0) as several,
        coalesce(anybody.is_reached, false) as is_reached,
        directions.direction,
        directions.points
    from dated_areas
    cross join phase_groups
    inner join indicator_labels on phase_groups.indicator = indicator_labels.indicator
    left join counted
        on
            dated_areas.area_code = counted.area_code
            and dated_areas.as_at = counted.period_end
            and phase_groups.code = counted.phases
    left join anybody
        on dated_areas.area_code = anybody.area_code and dated_areas.as_at = anybody.period_end
    left join latest_figures
        on
            dated_areas.as_at = latest_figures.as_at
            and dated_areas.area_code = latest_figures.area_code
            and phase_groups.indicator = latest_figures.indicator
    left join figures
        on
            latest_figures.indicator = figures.indicator
            and latest_figures.area_code = figures.area_code
            and latest_figures.period_end = figures.period_end
    left join comparison_tests as beside
        on
            figures.indicator = beside.indicator
            and figures.area_code = beside.area_code
            and figures.period_end = beside.period_end
            and beside.comparison = 'neighbours'
    left join directions
        on
            figures.indicator = directions.indicator
            and figures.area_code = directions.area_code
            and figures.period_end = directions.period_end
)

select
    area_code,
    as_at,
    phases,
    is_loaded,
    is_loaded and (is_reached or value is not null) as is_recorded,
    title || ': ' || case
        when value is null then 'no figure for ' || name
        else
            name || ' ' || cast(numerator as integer) || ' of ' || cast(denominator as integer)
            || ' (' || shown(value, 0) || '%)' || case
                when beside_value is null then ''
                when place = 'higher' then ', more than in its neighbours ('
                when place = 'lower' then ', fewer than in its neighbours ('
                when place = 'similar' then ', similar to its neighbours ('
                else ', next to its neighbours ('
            end || coalesce(shown(beside_value, 0) || '%)', '')
    end as headline,
    case
        when value is not null and is_loaded
            then
                case out_of_all
                    when 0 then 'No institution is left out'
                    when 1 then '1 is in none'
                    else out_of_all || ' are in none'
                end
                || case several
                    when 0 then '; none works'
                    when 1 then '; 1 works'
                    else '; ' || several || ' work'
                end
                || ' in two or more kinds of partnership.'
        when value is not null
            then 'From the schools register, ' || period_label(period_end, 'date') || '.'
        when is_loaded
            then
                'Needs the registers of institutions, partnerships and memberships of this '
                || 'authority up to the date.'
        else 'No register of partnerships is loaded, and the schools register has nothing here.'
    end as below,
    name,
    case
        when is_loaded
            then 'the authority’s registers of institutions, partnerships and memberships'
        else 'Department for Education, schools register'
    end as source,
    case
        when direction in ('increasing', 'improving')
            then 'The share has risen over ' || points || ' years'
        when direction in ('decreasing', 'worsening')
            then 'The share has fallen over ' || points || ' years'
        when direction = 'no significant change'
            then 'No change worth telling of the share over ' || points || ' years'
        else 'The share over the years: too few to test'
    end as change
from joined
order by area_code, as_at, phases
