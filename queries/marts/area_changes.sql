-- title: Authorities that ended and who followed them
-- grain: one row for each predecessor and successor

select
    reorganisations.predecessor_code,
    reorganisations.successor_code,
    reorganisations.changed_on,
    reorganisations.extent
from stg_reference__reorganisations as reorganisations
inner join areas on reorganisations.successor_code = areas.area_code
union all
select
    predecessor_code,
    successor_code,
    changed_on,
    extent
from stg_demonstration__area_changes
