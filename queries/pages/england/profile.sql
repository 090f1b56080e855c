-- title: What the schools register and the money published say of every authority
-- params: as_at
-- note: The register is a snapshot of August 2022; foundation trusts are overstated, since schools
--  that closed stay in their old trust. The grant is before recoupment, in £.

with

groups_at_work as (
    select
        school_group_members.area_code,
        school_group_members.urn,
        school_group_members.group_id,
        school_group_members.group_type,
        count(distinct school_group_members.area_code) over (
            partition by school_group_members.group_id
        ) > 1 as crosses
    from school_group_members
    where
        school_group_members.source = 'schools_register'
        and school_group_members.group_status = 'open'
        and school_group_members.group_type
        in ('federation', 'trust', 'multi_academy_trust', 'single_academy_trust')
        and school_group_members.as_at <= cast($as_at as date)
),

counted as (
    select
        area_code,
        count(distinct group_id) filter (where group_type = 'federation') as federations,
        count(distinct urn) filter (where group_type = 'federation') as federated,
        count(distinct urn) filter (where group_type = 'trust') as in_trusts,
        count(distinct group_id) filter (where group_type = 'multi_academy_trust') as trusts,
        count(distinct group_id) filter (where group_type = 'multi_academy_trust' and crosses)
            as crossing,
        count(distinct urn) filter (where group_type = 'multi_academy_trust') as academies,
        count(distinct urn) filter (where group_type = 'single_academy_trust') as alone
    from groups_at_work
    where area_code is not null
    group by area_code
),

last_register as (
    select coalesce(max(as_at), cast($as_at as date)) as as_at
    from school_group_members
    where source = 'schools_register' and as_at <= cast($as_at as date)
),

grant_amounts as (
    select
        area_code,
        max(period_end) as period_end,
        any_value(amount) filter (where block = 'total') as grant_total,
        any_value(amount) filter (where block = 'central') as grant_central
    from dedicated_schools_grant
    where
        recoupment = 'before'
        and period_end = (
            select max(latest.period_end)
            from dedicated_schools_grant as latest
            where latest.period_end <= cast($as_at as date)
        )
    group by area_code
)

select
    areas.area_code,
    areas.name,
    regions.name as region,
    counted.federations,
    counted.federated,
    counted.in_trusts,
    counted.trusts,
    counted.crossing,
    counted.academies,
    counted.alone,
    grant_amounts.grant_total,
    grant_amounts.grant_central,
    'not_available' as missing_reason,
    case
        when count(counted.area_code) over () = 0 then 'schools register not loaded'
        else 'numbers by the schools register of ' || strftime(last_register.as_at, '%B %Y')
    end
    || '; Dedicated Schools Grant before recoupment, financial year to '
    || strftime(max(grant_amounts.period_end) over (), '%B %Y') as measure,
    (
        select string_agg(distinct build_sources.title, '; ' order by build_sources.title)
        from build_sources
        where
            build_sources.imported_at is not null
            and build_sources.source
            in ('schools_register', 'dedicated_schools_grant', 'demonstration')
    ) as source
from areas
cross join last_register
left join areas as regions on areas.region_code = regions.area_code
left join counted on areas.area_code = counted.area_code
left join grant_amounts on areas.area_code = grant_amounts.area_code
where
    areas.area_type = 'authority'
    and (areas.valid_to is null or areas.valid_to >= last_register.as_at)
    and (counted.area_code is not null or grant_amounts.area_code is not null)
order by areas.name
