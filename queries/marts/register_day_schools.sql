-- title: Schools each authority maintained when the schools register was taken
-- grain: one row for each authority that existed on the day of the schools register
-- note: Maintained on the last 31 March known before that day; nothing where that is not known. An
--   authority that has lost its last maintained secondary has none, not an unknown number.

with snapshot as (
    select max(as_at) as as_at
    from school_group_members
    where source = 'schools_register'
),

last_counted as (
    select max(maintained_schools.period_end) as period_end
    from maintained_schools
    cross join snapshot
    where maintained_schools.period_end <= snapshot.as_at
),

maintained as (
    select
        every_phase.area_code,
        every_phase.schools,
        coalesce(secondary_phase.schools, 0) as secondaries
    from maintained_schools as every_phase
    inner join last_counted on every_phase.period_end = last_counted.period_end
    left join maintained_schools as secondary_phase
        on
            every_phase.area_code = secondary_phase.area_code
            and every_phase.period_end = secondary_phase.period_end
            and secondary_phase.phase = 'secondary'
    where every_phase.phase = 'all'
)

select
    areas.area_code,
    snapshot.as_at as period_end,
    maintained.schools,
    maintained.secondaries
from areas
cross join snapshot
left join maintained on areas.area_code = maintained.area_code
where
    areas.area_type = 'authority'
    and areas.valid_from <= snapshot.as_at
    and (areas.valid_to is null or areas.valid_to >= snapshot.as_at)
