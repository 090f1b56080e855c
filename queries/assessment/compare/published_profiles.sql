-- title: What the schools register and the money published say of every authority
-- grain: one row for each assessment date and authority that either knows
-- note: The register is a snapshot of August 2022; foundation trusts are overstated, since schools
--  that closed stay in their old trust. The grant is that of the last year up to the date, before
--  recoupment, in £.

with

groups_at_work as (
    select
        assessment_dates.as_at,
        school_group_members.area_code,
        school_group_members.urn,
        school_group_members.group_id,
        school_group_members.group_type,
        count(distinct school_group_members.area_code) over (
            partition by assessment_dates.as_at, school_group_members.group_id
        ) > 1 as crosses
    from assessment_dates
    inner join school_group_members on assessment_dates.as_at >= school_group_members.as_at
    where
        school_group_members.source = 'schools_register'
        and school_group_members.group_status = 'open'
        and school_group_members.group_type
        in ('federation', 'trust', 'multi_academy_trust', 'single_academy_trust')
),

counted as (
    select
        as_at,
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
    group by as_at, area_code
),

last_registers as (
    select
        assessment_dates.as_at,
        coalesce(max(school_group_members.as_at), assessment_dates.as_at) as register_at
    from assessment_dates
    left join school_group_members
        on
            school_group_members.source = 'schools_register'
            and assessment_dates.as_at >= school_group_members.as_at
    group by assessment_dates.as_at
),

last_years as (
    select
        assessment_dates.as_at,
        max(dedicated_schools_grant.period_end) as period_end
    from assessment_dates
    inner join dedicated_schools_grant
        on assessment_dates.as_at >= dedicated_schools_grant.period_end
    group by assessment_dates.as_at
),

grant_amounts as (
    select
        last_years.as_at,
        dedicated_schools_grant.area_code,
        max(dedicated_schools_grant.period_end) as period_end,
        any_value(dedicated_schools_grant.amount) filter (
            where dedicated_schools_grant.block = 'total'
        ) as grant_total,
        any_value(dedicated_schools_grant.amount) filter (
            where dedicated_schools_grant.block = 'central'
        ) as grant_central
    from last_years
    inner join dedicated_schools_grant
        on
            last_years.period_end = dedicated_schools_grant.period_end
            and dedicated_schools_grant.recoupment = 'before'
    group by last_years.as_at, dedicated_schools_grant.area_code
)

select
    last_registers.as_at,
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
        when count(counted.area_code) over (partition by last_registers.as_at) = 0
            then 'schools register not loaded'
        else
            'numbers by the schools register of '
            || strftime(last_registers.register_at, '%B %Y')
    end
    || '; Dedicated Schools Grant before recoupment, financial year to '
    || strftime(
        max(grant_amounts.period_end) over (partition by last_registers.as_at), '%B %Y'
    ) as measure
from last_registers
inner join areas
    on
        areas.area_type = 'authority'
        and (areas.valid_to is null or last_registers.register_at <= areas.valid_to)
left join areas as regions on areas.region_code = regions.area_code
left join counted
    on last_registers.as_at = counted.as_at and areas.area_code = counted.area_code
left join grant_amounts
    on last_registers.as_at = grant_amounts.as_at and areas.area_code = grant_amounts.area_code
where counted.area_code is not null or grant_amounts.area_code is not null
order by last_registers.as_at, areas.name
