-- title: Functions devolved
-- question: How many of the functions that can be devolved does a partnership carry?
-- theme: devolution
-- kind: percentage
-- unit: % of the functions on the list
-- per: 100
-- decimals: 0
-- least_difference: 5
-- polarity: higher_is_better
-- numerator: Functions on the list that at least one active partnership of the authority carries
--   on the day
-- denominator: Functions on the list kept in data/reference/functions.csv
-- counts: areas
-- uncertainty: complete
-- kinds: collaboration
-- period: date
-- source: devolved_functions, partnerships
-- caveat: A function counts whether one partnership carries it or all. Responsibility without
--   money is not devolution: read it with the devolved share. There is no interval: the list is
--   complete.
-- owner: partnerships team
-- status: published

with carried as (
    select
        active_partnerships.area_code,
        active_partnerships.period_end,
        count(distinct devolved_functions.function) as functions_carried
    from active_partnerships
    inner join devolved_functions
        on
            active_partnerships.partnership_id = devolved_functions.partnership_id
            and active_partnerships.period_end >= devolved_functions.devolved_on
            and (
                devolved_functions.ended_on is null
                or active_partnerships.period_end <= devolved_functions.ended_on
            )
    inner join devolvable_functions on devolved_functions.function = devolvable_functions.function
    group by active_partnerships.area_code, active_partnerships.period_end
),

recorded as (
    select
        partnerships.area_code,
        min(devolved_functions.devolved_on) as since
    from devolved_functions
    inner join partnerships on devolved_functions.partnership_id = partnerships.partnership_id
    group by partnerships.area_code
),

listed as (
    select nullif(count(*), 0) as functions_listed
    from devolvable_functions
)

select
    area_snapshots.area_code,
    area_snapshots.period_end,
    case
        when recorded.since <= area_snapshots.period_end
            then coalesce(carried.functions_carried, 0)
    end as numerator,
    listed.functions_listed as denominator,
    percentage(numerator, denominator) as value,
    gap_reason(numerator, denominator) as missing_reason,
    'final' as period_status
from area_snapshots
cross join listed
left join recorded on area_snapshots.area_code = recorded.area_code
left join carried
    on
        area_snapshots.area_code = carried.area_code
        and area_snapshots.period_end = carried.period_end
