-- title: Every authority in the same period, with the region and the whole country
-- params: indicator, area_code, period_end
-- note: place is chosen, neighbour, region (the same region) or other. own_region and country are
--  lines to compare with. position counts authorities from the best, or from the
--  highest where neither is better. Ties share a place. Of a bare count the chosen authority
--  is alone.

with own as (
    select
        area_relations.*,
        listed_indicators.kind,
        listed_indicators.polarity
    from area_relations
    inner join listed_indicators on listed_indicators.indicator = $indicator
    where area_relations.area_code = $area_code
),

authorities as (
    select
        figure_ranks.area_code,
        figure_ranks.name,
        figure_ranks.region,
        figure_ranks.numerator,
        figure_ranks.denominator,
        figure_ranks.value,
        figure_ranks.lower,
        figure_ranks.upper,
        figure_ranks.missing_reason,
        case
            when figure_ranks.area_code = $area_code then 'chosen'
            when list_contains(own.neighbour_codes, figure_ranks.area_code) then 'neighbour'
            when figure_ranks.region = own.region_name then 'region'
            else 'other'
        end as place,
        case
            when figure_ranks.value is not null and own.kind <> 'count'
                then rank() over (
                    order by
                        case
                            when own.polarity = 'lower_is_better' then -1 * figure_ranks.value
                            else figure_ranks.value
                        end desc nulls last
                )
        end as position
    from figure_ranks
    cross join own
    where
        figure_ranks.indicator = $indicator
        and figure_ranks.period_end = try_cast($period_end as date)
        and (own.kind <> 'count' or figure_ranks.area_code = $area_code)
),

together as (
    select
        case comparisons.comparison when 'region' then own.region_code else own.country_code end
            as area_code,
        case comparisons.comparison when 'region' then own.region_name else own.country_name end
            as name,
        null as region,
        null as numerator,
        null as denominator,
        comparisons.value,
        comparisons.lower,
        comparisons.upper,
        null as missing_reason,
        case comparisons.comparison when 'region' then 'own_region' else 'country' end as place,
        null as position
    from comparisons
    cross join own
    where
        comparisons.comparison in ('region', 'country')
        and comparisons.indicator = $indicator
        and comparisons.area_code = $area_code
        and comparisons.period_end = try_cast($period_end as date)
)

select *
from authorities
union all
select *
from together
where name is not null
order by value desc nulls last, name asc
