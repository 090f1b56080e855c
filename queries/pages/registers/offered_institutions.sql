-- title: Schools and colleges the schools register lists, as rows of the register of institutions
-- params: area_code
-- note: Private schools and those of a kind the register of institutions does not have are left
--   out. Numbers of pupils are left for the authority to give; the locality
--   offered is the district of a county.

select
    urn as institution_id,
    name,
    area_code,
    phase,
    institution_type,
    strftime(opened_on, '%Y-%m-%d') as opened_on,
    strftime(closed_on, '%Y-%m-%d') as closed_on,
    district as locality,
    (
        select
            concat('Schools register, release ', max(build_sources.release))
            || case when not listed_schools.is_whole then ' (only schools in a group)' else '' end
        from build_sources
        where
            build_sources.table_name = case
                when listed_schools.is_whole then 'schools_register__establishments'
                else 'schools_register__group_links'
            end
    ) as offered_from
from listed_schools
where
    area_code = $area_code
    and institution_type is not null
    and phase is not null
order by institution_id
