-- title: 3-digit and 9-character codes
-- grain: one row for each pair of codes
-- source: area_codes
-- note: A row that joins two authorities becomes two. Counties that ended in 2009 have no 3-digit
--   code here. Forces schools abroad, which have no 9-character code, are left out.

with split as (
    select
        string_split(area_codes, ' / ') as codes,
        string_split(gss_codes, ' / ') as gss,
        string_split(names, ' / ') as names
    from source_area_codes__dfe_list
),

pairs as (
    select
        unnest(codes) as area_code,
        unnest(gss) as gss_code,
        unnest(names) as name
    from split
)

select
    nullif(area_code, 'x') as area_code,
    gss_code,
    name
from pairs
where gss_code <> 'z'
