-- title: The findings of a briefing one by one, each with its chart and the figure behind it
-- params: area_code, as_at, framework
-- note: As assessment/slides.sql; with where a figure comes from.

with told as (
    select *
    from slides
    where
        framework = $framework
        and area_code = $area_code
        and as_at = cast($as_at as date)
),

sourced as (
    select
        told.indicator,
        string_agg(distinct loaded_sources.title, '; ' order by loaded_sources.title) as source
    from told
    inner join listed_indicators on told.indicator = listed_indicators.indicator
    inner join loaded_sources on list_contains(listed_indicators.sources, loaded_sources.source)
    group by told.indicator
)

select
    told.*,
    case
        when told.chart = 'levels' then 'this product’s own judgement by the framework chosen'
        else sourced.source
    end as source
from told
left join sourced on told.indicator = sourced.indicator
order by told.slide
