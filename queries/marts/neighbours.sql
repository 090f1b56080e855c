-- title: Statistical neighbours
-- grain: one row for each authority and neighbour
-- note: Ranked, 1 the nearest; not mutual. Authorities that have ended keep the neighbours they
--   had, and some neighbours have ended: comparisons say how many had a figure.

with published as (
    select
        area_code,
        neighbour_code,
        rank,
        closeness,
        model
    from stg_lait__neighbours
)

select * from published
union all
select
    area_code,
    neighbour_code,
    rank,
    closeness,
    model
from stg_demonstration__neighbours
