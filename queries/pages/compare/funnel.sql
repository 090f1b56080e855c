-- title: Every authority by how much its figure rests on, with the limits of chance
-- params: indicator, area_code, as_at
-- note: Of the authority's own last period. The limits are those round the country's figure, or
--   the median where it has none. outside says which limits a figure passes. headline and below
--   say the same on every row. Rows whose place is limit are nobody: sixty steps along the
--   denominators, close together where they are small and the limits bend. Empty where nothing is
--   counted out of anything.

with drawn as (
    select
        funnels.* exclude (indicator, period_end),  -- noqa: RF02
        own.name as own_name,
        case
            when funnels.area_code is null then 'limit'
            when funnels.area_code = $area_code then 'chosen'
            when list_contains(own.neighbour_codes, funnels.area_code) then 'neighbour'
            else 'other'
        end as place
    from funnels
    inner join area_relations as own on own.area_code = $area_code
    where
        funnels.indicator = $indicator
        and funnels.period_end = (
            select latest_figures.period_end
            from latest_figures
            where
                latest_figures.as_at = cast($as_at as date)
                and latest_figures.area_code = $area_code
                and latest_figures.indicator = $indicator
        )
)

select
    * exclude (own_name),
    title || ': ' || case
        when count(*) filter (where place = 'chosen') over () = 0
            then own_name || ' is not drawn: its figure is published without its count'
        else
            own_name || coalesce(
                case any_value(outside) filter (where place = 'chosen') over ()
                    when '95%' then ' lies outside the 95% limits, within those of 99.8%'
                    when '99.8%' then ' lies outside the 99.8% limits: more than chance'
                end, ' lies within the limits of chance'
            )
    end as headline
from drawn
order by denominator asc, name asc nulls last
