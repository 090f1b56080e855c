-- title: Authorities, regions and their codes
-- grain: one row for each area
-- source: lait
-- note: The mark (Pre LG) of authorities that have ended is taken off the name. England
--   (discontinued) has no figures and is left out.

select
    area_code,
    regexp_replace(name, ' \(Pre.*\)$', '') as name,
    nullif(region_name, 'NA') as region_name,
    nullif(authority_type, 'NA') as authority_type
from source_lait__area_codes
where name not like '%(discontinued)'
