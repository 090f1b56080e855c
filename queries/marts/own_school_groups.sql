-- title: Groups that institutions are in by the authority's own registers
-- grain: one row for each institution open on the last day of counting, where that is later than
--   the day of the schools register
-- note: is_recorded: the authority keeps memberships at all. group_types may be empty.

with snapshot as (
    select max(as_at) as as_at
    from school_group_members
    where source = 'schools_register'
),

own_day as (
    select max(snapshots.period_end) as as_at
    from snapshots
    cross join snapshot
    where snapshot.as_at is null or snapshots.period_end > snapshot.as_at
),

recorded as (
    select distinct institutions.area_code
    from memberships
    inner join institutions on memberships.institution_id = institutions.institution_id
),

grouped as (
    select
        urn,
        list(distinct group_type order by group_type) as group_types
    from school_group_members
    where source = 'partnerships'
    group by urn
)

select
    open_institutions.area_code,
    open_institutions.period_end,
    open_institutions.institution_id,
    open_institutions.is_secondary,
    open_institutions.institution_type not in ('academy', 'free_school', 'college')
        as is_maintained,
    recorded.area_code is not null as is_recorded,
    coalesce(grouped.group_types, []) as group_types
from open_institutions
inner join own_day on open_institutions.period_end = own_day.as_at
left join recorded on open_institutions.area_code = recorded.area_code
left join grouped on open_institutions.institution_id = grouped.urn
