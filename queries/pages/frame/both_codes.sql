-- title: Both codes of each area, for tables that are saved

select
    area_code,
    gss_code
from area_codes
where is_current
order by area_code
