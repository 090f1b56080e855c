-- title: What the figures say of the country and of one authority, in a sentence
-- params: indicator, area_code, as_at
-- note: Above and below the middle half only beyond the limits of measured noise. without_hexagon
--   names the authorities with a figure that have no hexagon.

with said as (
    select
        country_figures.*,
        areas.name,
        figure_ranks.value,
        if(figure_limits.basis = 'complete', null, figure_limits.lower) as lower,
        if(figure_limits.basis = 'complete', null, figure_limits.upper) as upper,
        figure_ranks.place,
        (
            select count(*) - 1
            from figure_ranks as others
            where
                others.indicator = $indicator
                and others.period_end = country_periods.period_end
                and others.place = figure_ranks.place
        ) as tied,
        figure_ranks.first_place,
        figure_ranks.last_place
    from country_periods
    inner join country_figures
        on
            country_periods.indicator = country_figures.indicator
            and country_periods.period_end = country_figures.period_end
    inner join areas on areas.area_code = $area_code
    left join figure_ranks
        on
            figure_ranks.indicator = $indicator
            and figure_ranks.area_code = $area_code
            and country_periods.period_end = figure_ranks.period_end
    left join figure_limits
        on
            figure_limits.indicator = $indicator
            and figure_limits.area_code = $area_code
            and country_periods.period_end = figure_limits.period_end
    where country_periods.indicator = $indicator and country_periods.as_at = cast($as_at as date)
),

worded as (
    select
        caveat,
        source,
        country,
        country_value,
        top,
        without_hexagon,
        title,
        headline as everywhere,
        foot,
        case
            when value is null then 'Ranked from the highest'
            when first_place < last_place
                then
                    'Most ranks are too close to separate: ' || name || ' could be anywhere from '
                    || first_place || ' to ' || last_place || ' of ' || areas
            when tied > 0
                then
                    name || ' shares place ' || place || ' of ' || areas || ' with ' || tied
                    || if(tied = 1, ' other', ' others')
            else name || ' is at place ' || place || ' of ' || areas
        end as ranked,
        case
            when value is null then name || ' has no figure'
            else
                name || ' ' || format(form, value) || ', '
                || case
                    when value > quarters[3] and coalesce(lower > quarters[3], true) then 'above '
                    when value < quarters[1] and coalesce(upper < quarters[1], true) then 'below '
                    when
                        value > quarters[3] or value < quarters[1]
                        then 'could by chance be within '
                    else 'within '
                end
                || middle_half
        end as stands
    from said
)

select
    caveat,
    source,
    country,
    country_value,
    top,
    without_hexagon,
    title || ': ' || stands as headline,
    ranked,
    stands,
    upper(everywhere[length(title) + 3]) || everywhere[length(title) + 4:] || ' · ' || foot
        as below
from worded
