-- title: Institutions of each authority on each day of counting, and how many kinds each is in
-- grain: one row for each authority, day of counting and institution open on it; one without an
--   institution where none is
-- note: is_known: the authority keeps a register of institutions. is_recorded: its register of
--   memberships had begun by the day, so that none is nought and not a gap.

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
)

select
    area_snapshots.area_code,
    area_snapshots.period_end,
    reached_institutions.institution_id,
    reached_institutions.phases,
    reached_institutions.kinds_count,
    known.area_code is not null as is_known,
    coalesce(recorded.since <= area_snapshots.period_end, false) as is_recorded
from area_snapshots
left join known on area_snapshots.area_code = known.area_code
left join recorded on area_snapshots.area_code = recorded.area_code
left join reached_institutions
    on
        area_snapshots.area_code = reached_institutions.area_code
        and area_snapshots.period_end = reached_institutions.period_end
