-- title: Federations, trusts and academy trusts with a school here, as rows of partnerships
-- params: area_code
-- note: They count as ownership or as federations, by their kind. A trust of one academy is no
--   partnership of schools and is left out.

select
    'G' || school_groups.group_id as partnership_id,
    school_groups.name,
    school_groups.group_type as kind,
    $area_code as area_code,
    strftime(coalesce(school_groups.opened_on, min(members.joined_on)), '%Y-%m-%d') as started_on,
    strftime(school_groups.closed_on, '%Y-%m-%d') as ended_on,
    any_value(
        concat(
            'Schools register, release ',
            (
                select max(build_sources.release)
                from build_sources
                where build_sources.table_name = 'schools_register__groups'
            )
        )
    ) as offered_from
from school_groups
inner join school_group_members as members
    on school_groups.group_id = members.group_id and school_groups.source = members.source
where
    school_groups.source = 'schools_register'
    and school_groups.group_type in ('federation', 'trust', 'multi_academy_trust')
    and members.area_code = $area_code
group by
    school_groups.group_id, school_groups.name, school_groups.group_type,
    school_groups.opened_on, school_groups.closed_on
order by partnership_id
