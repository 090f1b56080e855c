-- title: Schools and the groups they belong to
-- grain: one row for each school and group
-- note: Of the schools register, a snapshot of the day as_at: who left before has vanished, so the
--   day of joining gives no true series back in time. Later than that day also what an authority's
--   own registers hold of federations, trusts and academy trusts on the last day of counting; urn
--   is then the institution's id. source tells the two apart and they must not be added together.

with published as (
    select
        urn,
        school_name as name,
        group_id,
        group_type,
        group_status,
        area_code,
        phase,
        school_type as institution_type,
        joined_on,
        as_at,
        'schools_register' as source
    from stg_schools_register__group_links
),

own_day as (
    select max(period_end) as as_at
    from snapshots
    where period_end > coalesce((select max(published.as_at) from published), date '0001-01-01')
),

joined as (
    select
        partnership_id,
        institution_id,
        max(joined_on) as joined_on
    from memberships
    group by partnership_id, institution_id
),

own as (
    select
        institutions.institution_id as urn,
        institutions.name,
        recorded_memberships.partnership_id as group_id,
        recorded_memberships.kind as group_type,
        'open' as group_status,
        institutions.area_code,
        institutions.phase,
        institutions.institution_type,
        joined.joined_on,
        recorded_memberships.period_end as as_at,
        'partnerships' as source
    from recorded_memberships
    inner join own_day on recorded_memberships.period_end = own_day.as_at
    inner join institutions on recorded_memberships.institution_id = institutions.institution_id
    inner join joined
        on
            recorded_memberships.partnership_id = joined.partnership_id
            and recorded_memberships.institution_id = joined.institution_id
    where
        recorded_memberships.kind
        in ('federation', 'trust', 'multi_academy_trust', 'single_academy_trust')
)

select * from published
union all
select * from own
