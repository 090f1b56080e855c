-- title: Authorities that ended and who followed them
-- grain: one row for each predecessor and successor

with known as (
    select area_code
    from areas
)

select
    predecessor_code,
    successor_code,
    changed_on,
    extent
from stg_reference__reorganisations
where successor_code in (select area_code from known)
union all
select
    predecessor_code,
    successor_code,
    changed_on,
    extent
from stg_demonstration__area_changes
