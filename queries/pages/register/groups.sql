-- title: Federations and trusts of an authority's schools in the schools register
-- params: area_code
-- note: What published data knows where an authority's own registers are not loaded.

with here as (
    select distinct group_id
    from school_group_members
    where
        area_code = $area_code
        and source = 'schools_register'
        and group_status = 'open'
        and group_type in ('federation', 'trust', 'multi_academy_trust')
),

counted as (
    select
        school_group_members.group_id,
        any_value(school_group_members.group_type) as group_type,
        count(distinct school_group_members.urn) filter (
            where school_group_members.area_code = $area_code
        ) as schools_here,
        count(distinct school_group_members.urn) as schools,
        count(distinct school_group_members.area_code) as authorities,
        max(school_group_members.as_at) as as_at
    from school_group_members
    inner join here on school_group_members.group_id = here.group_id
    where school_group_members.source = 'schools_register'
    group by school_group_members.group_id
)

select
    counted.group_id as partnership_id,
    school_groups.name,
    partnership_kinds.title as kind,
    counted.schools_here,
    counted.schools,
    counted.authorities,
    school_groups.opened_on,
    'As the register stood in ' || strftime(counted.as_at, '%B %Y') as as_at_said
from counted
inner join school_groups
    on counted.group_id = school_groups.group_id and school_groups.source = 'schools_register'
left join partnership_kinds on counted.group_type = partnership_kinds.kind
where counted.schools > 1
order by counted.schools_here desc, school_groups.name asc
