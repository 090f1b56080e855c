-- title: Authorities that stood on the date
-- params: as_at
-- note: A page opens on the authority with the most evidence, the first by name among equals.

with

evidence_by_area as (
    select
        area_code,
        sum(evidence_used) as evidence_used
    from theme_levels
    where as_at = cast($as_at as date)
    group by area_code
)

select
    areas.area_code as code,
    areas.name as label,
    row_number() over (
        order by coalesce(evidence_by_area.evidence_used, 0) desc, areas.name
    ) = 1 as is_default
from areas
left join evidence_by_area
    on areas.area_code = evidence_by_area.area_code
where
    areas.area_type = 'authority'
    and (areas.valid_from is null or areas.valid_from <= cast($as_at as date))
    and (areas.valid_to is null or areas.valid_to >= cast($as_at as date))
order by areas.name
