-- title: 9-character codes and the areas they stand for
-- grain: one row for each 9-character code
-- note: An area may have had several; the one marked current is that of today, or the last it had.

with listed as (
    select
        gss_code,
        area_code
    from stg_area_codes__dfe_list
    where area_code is not null
    union
    -- Counties that ended in 2009 have a 9-character code in the list, and no 3-digit one.
    select
        counties.gss_code,
        ended.area_code
    from stg_area_codes__dfe_list as counties
    inner join stg_exclusions__rates as ended
        on ended.la_name like counties.name || ' (Pre LGR%'
    where counties.area_code is null
    union
    select
        gss_code,
        area_code
    from stg_reference__area_names
    where is_preferred
    union
    select
        gss_code,
        area_code
    from stg_published__areas
),

ranked as (
    select
        listed.gss_code,
        listed.area_code,
        row_number() over (
            partition by listed.area_code
            order by
                outlines.gss_code is not null and outlines.last_year is null desc,
                listed.gss_code desc
        ) as place
    from listed
    left join stg_boundaries__outlines as outlines on listed.gss_code = outlines.gss_code
)

select
    gss_code,
    area_code,
    place = 1 as is_current
from ranked
