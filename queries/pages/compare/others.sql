-- title: Authorities that a group can be made of
-- params: area_code, as_at

select
    area_code as code,
    name as label
from areas
where
    area_type = 'authority'
    and area_code <> $area_code
    and (valid_from is null or valid_from <= cast($as_at as date))
    and (valid_to is null or valid_to >= cast($as_at as date))
order by name
