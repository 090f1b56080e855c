-- title: Institutions of an authority whose leaders can be invited
-- params: area_code
-- note: By institution and phase; no name of a person is known or asked.

select
    institution_id,
    name,
    phase
from institutions
where
    area_code = $area_code
    and (closed_on is null or closed_on > current_date)
order by name
