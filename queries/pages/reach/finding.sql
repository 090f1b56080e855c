-- title: Who is in a partnership and who is out, in a sentence
-- params: area_code, as_at, indicator, phases
-- note: The share is the indicator's figure. Higher and lower than the neighbours is said only
--   where the 95 % interval does not hold their value.

with figure as (
    select *
    from figures
    where
        indicator = $indicator
        and area_code = $area_code
        and period_end <= cast($as_at as date)
    order by period_end desc
    limit 1
),

beside as (
    select comparisons.value
    from comparisons
    inner join figure
        on
            comparisons.indicator = figure.indicator
            and comparisons.area_code = figure.area_code
            and comparisons.period_end = figure.period_end
    where comparisons.comparison = 'neighbours'
),

counted as (
    select
        count(*) filter (where partnerships = 0) as out_of_all,
        count(*) filter (where kinds_count > 1) as several
    from reached_institutions
    where
        area_code = $area_code
        and period_end = cast($as_at as date)
        and ($phases = 'all' or phases = $phases)
),

loaded as (
    select count(*) > 0 as is_loaded
    from partnerships
),

joined as (
    select
        areas.name,
        figure.numerator,
        figure.denominator,
        figure.value,
        figure.lower,
        figure.upper,
        figure.period_end,
        coalesce(figure.missing_reason, 'not_collected') as missing_reason,
        beside.value as beside_value,
        indicator_labels.title,
        indicator_labels.unit,
        counted.out_of_all,
        counted.several,
        loaded.is_loaded,
        directions.direction,
        directions.points
    from areas
    inner join indicator_labels on indicator_labels.indicator = $indicator
    cross join counted
    cross join loaded
    left join figure on areas.area_code = figure.area_code
    left join beside on true
    left join directions
        on
            figure.indicator = directions.indicator
            and figure.area_code = directions.area_code
            and figure.period_end = directions.period_end
    where areas.area_code = $area_code
)

select
    is_loaded,
    value is not null as is_known,
    title || ': ' || case
        when value is null then 'no figure for ' || name
        else
            name || ' ' || cast(numerator as integer) || ' of ' || cast(denominator as integer)
            || ' (' || shown(value, 0) || '%)' || case
                when beside_value is null then ''
                when beside_value between lower and upper
                    then ', similar to its neighbours (' || shown(beside_value, 0) || '%)'
                when value > beside_value
                    then ', more than in its neighbours (' || shown(beside_value, 0) || '%)'
                else ', fewer than in its neighbours (' || shown(beside_value, 0) || '%)'
            end
    end as headline,
    case
        when value is not null and is_loaded
            then
                case out_of_all
                    when 0 then 'No institution is left out'
                    when 1 then '1 is in none'
                    else out_of_all || ' are in none'
                end
                || '; ' || several || case several when 1 then ' works' else ' work' end
                || ' in two or more kinds of partnership. 95% interval of the share: '
                || shown(lower, 0) || ' to ' || shown(upper, 0) || '%.'
        when value is not null
            then 'From the schools register, ' || period_label(period_end, 'date') || '.'
        when is_loaded
            then
                'Needs the registers of institutions, partnerships and memberships of this '
                || 'authority up to the date.'
        else 'No register of partnerships is loaded, and the schools register tells nothing here.'
    end as below,
    'Who works with whom stands in an authority’s own registers of institutions, partnerships and '
    || 'memberships. The schools register knows only federations, trusts and academy trusts.'
        as needed,
    'python -m kit import FOLDER_OF_REGISTERS --data published' as commands,
    name,
    case
        when is_loaded
            then 'the authority’s registers of institutions, partnerships and memberships'
        else 'Department for Education, schools register'
    end as source,
    case direction
        when 'increasing' then 'The share has risen, tested on ' || points || ' years'
        when 'decreasing' then 'The share has fallen, tested on ' || points || ' years'
        when 'improving' then 'The share has risen, tested on ' || points || ' years'
        when 'worsening' then 'The share has fallen, tested on ' || points || ' years'
        when 'no significant change'
            then 'No clear change of the share, tested on ' || points || ' years'
        else 'The share over the years: too few to test'
    end as change
from joined
