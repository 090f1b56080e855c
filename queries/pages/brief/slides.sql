-- title: The findings of a briefing one by one, each with its chart and the figure behind it
-- params: area_code, as_at, framework
-- note: As assessment/slides.sql; with whom it is about, by which rules, and where a figure comes
--  from.

with told as (
    select *
    from slides
    where
        framework = $framework
        and area_code = $area_code
        and as_at = cast($as_at as date)
),

named as (
    select distinct
        told.indicator,
        build_sources.title
    from told
    inner join indicator_labels on told.indicator = indicator_labels.indicator
    inner join build_sources
        on
            build_sources.imported_at is not null
            and list_contains(
                regexp_split_to_array(indicator_labels.source, '[,;]\s*'), build_sources.source
            )
),

sourced as (
    select
        indicator,
        string_agg(title, '; ' order by title) as source
    from named
    group by indicator
)

select
    told.*,
    areas.name,
    countries.name as country_name,
    assessment_dates.previous_as_at,
    frameworks.title as framework_title,
    case
        when told.chart = 'levels' then 'this product’s own judgement by the framework chosen'
        else sourced.source
    end as source
from told
inner join areas on told.area_code = areas.area_code
inner join assessment_dates on told.as_at = assessment_dates.as_at
inner join frameworks on told.framework = frameworks.framework
left join areas as countries on countries.area_type = 'country'
left join sourced on told.indicator = sourced.indicator
order by told.slide
