-- title: Institutions of each authority on each day of counting, and how many kinds each is in
-- grain: one row for each authority, day of counting and institution open on it; one without an
--   institution where none is
-- note: is_known: the authority keeps a register of institutions. is_recorded: its register of
--   memberships had begun by the day, so that none is zero and not missing. Neither is so after the
--   day to which the register is complete.

with recorded as (
    select
        institutions.area_code,
        min(coalesce(memberships.joined_on, partnerships.started_on)) as since
    from memberships
    inner join institutions on memberships.institution_id = institutions.institution_id
    inner join partnerships on memberships.partnership_id = partnerships.partnership_id
    group by institutions.area_code
),

known as (
    select distinct area_code
    from institutions
),

complete as (
    select
        min(complete_as_at) filter (where register = 'institutions') as institutions_to,
        min(complete_as_at) filter (where register in ('memberships', 'partnerships'))
            as memberships_to
    from register_days
)

select
    area_snapshots.area_code,
    area_snapshots.period_end,
    reached_institutions.institution_id,
    reached_institutions.phases,
    reached_institutions.kinds_count,
    known.area_code is not null
    and area_snapshots.period_end
    <= coalesce(complete.institutions_to, area_snapshots.period_end) as is_known,
    coalesce(recorded.since <= area_snapshots.period_end, false)
    and area_snapshots.period_end
    <= coalesce(complete.memberships_to, area_snapshots.period_end) as is_recorded
from area_snapshots
cross join complete
left join known on area_snapshots.area_code = known.area_code
left join recorded on area_snapshots.area_code = recorded.area_code
left join reached_institutions
    on
        area_snapshots.area_code = reached_institutions.area_code
        and area_snapshots.period_end = reached_institutions.period_end
