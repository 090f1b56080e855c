-- title: Pupils on roll of each authority
-- grain: one row for each area and academic year
-- gate: whole rolls of areas, of which the smallest have thousands; a roll under 100 is left out
-- note: The census of January. Only where a source gives rolls of areas; to divide money by.

select
    area_code,
    period_end,
    value as pupils
from outcomes
where measure = 'pupils_on_roll' and value >= 100
