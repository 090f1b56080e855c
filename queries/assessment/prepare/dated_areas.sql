-- title: Authorities that stood at each assessment date
-- grain: one row for each assessment date and authority
-- passes_on: dates
-- at_most: 20,000 of assessment_dates x areas
-- note: is_default is the one with the most evidence, the first by name among equals.

with evidence_by_area as (
    select
        as_at,
        area_code,
        sum(evidence_used) as evidence_used
    from theme_levels
    group by as_at, area_code
)

select
    assessment_dates.as_at,
    areas.area_code,
    areas.name,
    row_number() over (
        partition by assessment_dates.as_at
        order by coalesce(evidence_by_area.evidence_used, 0) desc, areas.name
    ) = 1 as is_default
from assessment_dates
inner join areas
    on
        areas.area_type = 'authority'
        and (areas.valid_from is null or assessment_dates.as_at >= areas.valid_from)
        and (areas.valid_to is null or assessment_dates.as_at <= areas.valid_to)
left join evidence_by_area
    on
        assessment_dates.as_at = evidence_by_area.as_at
        and areas.area_code = evidence_by_area.area_code
order by assessment_dates.as_at, areas.name
