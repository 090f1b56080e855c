-- title: What can be found by name or code: pages, indicators, authorities, partnerships, schools
-- grain: one row for each thing
-- note: `plain` is the name in small letters without accents or marks, `also` other words and codes
--   that find it; the row leads to `page`, opened for `code` under the name `parameter`. A school
--   leads to the first partnership it is in today, or to the page of who is left out; without a
--   register of institutions, schools and groups are those of the schools register.

with

joined as (
    select
        memberships.institution_id,
        min(memberships.partnership_id) as partnership_id,
        count(distinct memberships.partnership_id) as partnerships
    from memberships
    inner join partnerships on memberships.partnership_id = partnerships.partnership_id
    where memberships.left_on is null and partnerships.ended_on is null
    group by memberships.institution_id
),

grouped as (
    select
        school_group_members.urn,
        min(school_group_members.group_id) as group_id
    from school_group_members
    inner join partnership_choices
        on
            school_group_members.group_id = partnership_choices.code
            and school_group_members.area_code = partnership_choices.area_code
            and partnership_choices.as_at = (select max(dated.as_at) from assessment_dates as dated)
    where school_group_members.source = 'schools_register'
    group by school_group_members.urn
),

groups_here as (
    select
        code,
        min(area_code) as area_code,
        count(distinct area_code) as authorities
    from partnership_choices
    where as_at = (select max(dated.as_at) from assessment_dates as dated)
    group by code
),

named as (
    select
        1 as position,
        'Pages' as kind,
        title,
        purpose as said,
        coalesce(also, '') || ' ' || purpose as also,
        page,
        '' as parameter,
        '' as code,
        '' as area_code
    from page_names
    union all
    select
        2 as position,
        'Indicators' as kind,
        title,
        question as said,
        question || ' ' || coalesce(theme_title, '') || ' ' || indicator as also,
        'indicator' as page,
        'indicator' as parameter,
        indicator as code,
        '' as area_code
    from listed_indicators
    union all
    select
        3 as position,
        'Authorities' as kind,
        name as title,
        coalesce('abolished on ' || strftime(valid_to, '%-d %B %Y'), 'code ' || area_code) as said,
        area_code || ' ' || coalesce(gss_code, '') as also,
        '' as page,
        'area' as parameter,
        area_code as code,
        area_code
    from areas
    where area_type = 'authority'
    union all
    select
        4 as position,
        'Partnerships' as kind,
        partnerships.name as title,
        coalesce(partnership_kinds.title || ' · ', '') || coalesce(areas.name, '')
        || coalesce(' · ended ' || year(partnerships.ended_on), '') as said,
        partnerships.partnership_id || ' ' || coalesce(areas.name, '') as also,
        'partnership' as page,
        'partnership' as parameter,
        partnerships.partnership_id as code,
        partnerships.area_code
    from partnerships
    left join partnership_kinds on partnerships.kind = partnership_kinds.kind
    left join areas on partnerships.area_code = areas.area_code
    union all
    select
        4 as position,
        'Partnerships' as kind,
        school_groups.name as title,
        replace(school_groups.group_type, '_', ' ') || ' · ' || coalesce(areas.name, '')
        || case
            when groups_here.authorities > 1
                then ' and ' || (groups_here.authorities - 1) || ' more'
            else ''
        end as said,
        school_groups.group_id as also,
        'partnership' as page,
        'partnership' as parameter,
        school_groups.group_id as code,
        groups_here.area_code
    from school_groups
    inner join groups_here on school_groups.group_id = groups_here.code
    left join areas on groups_here.area_code = areas.area_code
    where school_groups.source = 'schools_register'
    union all
    select
        5 as position,
        'Schools and colleges' as kind,
        institutions.name as title,
        replace(institutions.phase, '_', ' ') || ' · ' || coalesce(areas.name, '') || case
            when institutions.closed_on is not null
                then ' · closed ' || year(institutions.closed_on)
            when joined.partnerships = 1 then ' · in 1 partnership'
            when joined.partnerships > 1 then ' · in ' || joined.partnerships || ' partnerships'
            else ' · in no partnership'
        end as said,
        institutions.institution_id || ' ' || coalesce(areas.name, '') as also,
        case when joined.partnerships > 0 then 'partnership' else 'reach' end as page,
        case when joined.partnerships > 0 then 'partnership' else '' end as parameter,
        coalesce(joined.partnership_id, '') as code,
        institutions.area_code
    from institutions
    left join joined on institutions.institution_id = joined.institution_id
    left join areas on institutions.area_code = areas.area_code
    union all
    select
        5 as position,
        'Schools and colleges' as kind,
        listed_schools.name as title,
        'URN ' || listed_schools.urn || ' · '
        || coalesce(replace(listed_schools.phase, '_', ' ') || ' · ', '')
        || coalesce(areas.name, '')
        || coalesce(' · closed ' || year(listed_schools.closed_on), '') as said,
        listed_schools.urn || ' ' || coalesce(areas.name, '') as also,
        case when grouped.group_id is null then 'register' else 'partnership' end as page,
        case when grouped.group_id is null then '' else 'partnership' end as parameter,
        coalesce(grouped.group_id, '') as code,
        listed_schools.area_code
    from listed_schools
    left join grouped on listed_schools.urn = grouped.urn
    left join areas on listed_schools.area_code = areas.area_code
    where not exists (select 1 from institutions)
    union all
    select
        6 as position,
        'Words and help' as kind,
        word as title,
        meaning as said,
        '' as also,
        'about' as page,
        '' as parameter,
        '' as code,
        '' as area_code
    from glossary
    union all
    select
        6 as position,
        'Words and help' as kind,
        heading as title,
        words as said,
        words as also,
        'about' as page,
        '' as parameter,
        '' as code,
        '' as area_code
    from help_paragraphs
)

select
    position,
    kind,
    title,
    said,
    page,
    parameter,
    code,
    area_code,
    trim(regexp_replace(strip_accents(lower(title)), '[^a-z0-9]+', ' ', 'g')) as plain,
    trim(regexp_replace(strip_accents(lower(also)), '[^a-z0-9]+', ' ', 'g')) as also
from named
order by position, title, code
