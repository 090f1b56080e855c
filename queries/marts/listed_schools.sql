-- title: Schools and colleges of the schools register
-- grain: one row for each school open on the day or closed up to five years before
-- note: Of the list of all schools where it is loaded; else those that belong to a group, which are
--   not all. Phase and status are those of the register of institutions, empty where none fits.

with establishments as (
    select
        urn,
        name,
        area_code,
        phase as phase_said,
        replace(replace(replace(lower(type_name), '''', ''), '-', '_'), ' ', '_') as type_said,
        opened_on,
        closed_on,
        status,
        district,
        true as is_whole
    from stg_schools_register__establishments
    where
        status not like 'proposed%to open'
        and (
            closed_on is null
            or closed_on >= (
                select max(others.opened_on) - interval 5 year
                from stg_schools_register__establishments as others
            )
        )
),

in_groups as (
    select distinct on (urn)
        urn,
        school_name as name,
        area_code,
        phase as phase_said,
        school_type as type_said,
        cast(null as date) as opened_on,
        cast(null as date) as closed_on,
        'open' as status,
        cast(null as text) as district,
        false as is_whole
    from stg_schools_register__group_links
    where
        school_type not like '%childrens_centre%'
        and not exists (select 1 from stg_schools_register__establishments)
    order by urn, group_id
),

listed as (
    select * from establishments
    union all
    select * from in_groups
)

select
    urn,
    name,
    area_code,
    case
        when type_said like '%special%' then 'special'
        when type_said like '%pupil_referral%' or type_said like '%alternative_provision%'
            then 'pupil_referral_unit'
        when type_said like '%further_education%' or type_said like '%sixth_form%' then 'college'
        when phase_said in ('nursery', 'primary', 'secondary', 'all_through') then phase_said
        when phase_said like 'middle_deemed_primary' then 'primary'
        when phase_said like 'middle_deemed_secondary' then 'secondary'
        when phase_said = '16_plus' then 'college'
    end as phase,
    case
        when
            type_said like '%free_school%' or type_said like 'university_technical%'
            or type_said like 'studio%' then 'free_school'
        when type_said like '%academ%' or type_said like 'city_technology%' then 'academy'
        when type_said like 'community%' then 'community'
        when type_said like 'voluntary_aided%' then 'voluntary_aided'
        when type_said like 'voluntary_controlled%' then 'voluntary_controlled'
        when type_said like 'foundation%' then 'foundation'
        when type_said like '%pupil_referral%' then 'pupil_referral_unit'
        when type_said like '%nursery%' then 'nursery'
        when type_said like '%further_education%' or type_said like '%sixth_form%' then 'college'
    end as institution_type,
    opened_on,
    closed_on,
    status,
    district,
    is_whole
from listed
