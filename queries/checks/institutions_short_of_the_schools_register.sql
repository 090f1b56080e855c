-- title: A register of institutions holds the schools that the schools register lists
-- severity: warning
-- fix: On the page Registers accept the schools offered, or say in the register when they closed
-- note: Shares of all schools are of those in the register alone. Where one in ten or more is
--   missing, they may say something else of all
-- about: institutions

with held as (
    select
        area_code,
        count(*) as institutions_held
    from institutions
    where closed_on is null
    group by area_code
),

listed as (
    select
        area_code,
        count(*) as schools_listed
    from listed_schools
    where
        status = 'open'
        and is_whole
        and phase is not null
        and institution_type is not null
    group by area_code
)

select
    held.area_code,
    held.institutions_held,
    listed.schools_listed
from held
inner join listed on held.area_code = listed.area_code
where held.institutions_held <= 0.9 * listed.schools_listed
order by held.area_code
