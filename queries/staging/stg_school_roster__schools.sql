-- title: Schools and pupils by authority, phase and governance
-- grain: one row for each authority, school year, kind of school and governance
-- source: school_roster
-- note: Academies opened before 2010 count as maintained, as in the source.

select
    area_code,
    la_name,
    region_name,
    make_date(cast(left(time_period, 4) as integer), 9, 1) as period_start,
    make_date(cast(left(time_period, 4) as integer) + 1, 8, 31) as period_end,
    school_type,
    governance = 'LA maintained or pre-2010 academy' as is_maintained,
    schools,
    pupils
from source_school_roster__schools
