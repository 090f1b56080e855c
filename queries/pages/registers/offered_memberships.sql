-- title: Schools here in federations, trusts and academy trusts, as rows of memberships
-- params: area_code
-- note: The schools register does not say who leads. Who left before its day is not in it.

select
    'G' || members.group_id as partnership_id,
    members.urn as institution_id,
    'member' as role,
    strftime(max(members.joined_on), '%Y-%m-%d') as joined_on,
    any_value(
        concat(
            'Schools register, release ',
            (
                select max(build_sources.release)
                from build_sources
                where build_sources.table_name = 'schools_register__group_links'
            )
        )
    ) as offered_from
from school_group_members as members
inner join school_groups
    on members.group_id = school_groups.group_id and members.source = school_groups.source
inner join listed_schools on members.urn = listed_schools.urn
where
    members.source = 'schools_register'
    and school_groups.group_type in ('federation', 'trust', 'multi_academy_trust')
    and members.area_code = $area_code
    and listed_schools.institution_type is not null
    and listed_schools.phase is not null
group by members.group_id, members.urn
order by partnership_id, institution_id
