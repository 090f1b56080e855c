-- title: Maintained schools and those in deficit
-- grain: one row for each area, 31 March and phase
-- gate: takes counts of schools only
-- note: The publisher counts some schools of a year under an authority that began later. Such
--   schools are credited to its predecessor, where it has one alone; a successor that began on the
--   next day keeps them. What is left under an authority that ended that day (one school each of
--   Dorset in 2019 and Northamptonshire in 2021) is not used.

with wider_codes as (
    select
        gss_code,
        area_code
    from stg_reference__area_names
    where is_preferred
),

sole_predecessors as (
    select
        successor_code,
        min(predecessor_code) as predecessor_code
    from area_changes
    group by successor_code
    having count(*) = 1
),

credited as (
    select
        case
            when areas.valid_from > balances.period_end + interval 1 day
                then sole_predecessors.predecessor_code
            else areas.area_code
        end as area_code,
        balances.period_end,
        balances.phase,
        balances.schools,
        balances.schools_in_deficit,
        balances.source_line
    from stg_maintained_school_balances__balances as balances
    left join wider_codes on balances.wider_gss_code = wider_codes.gss_code
    inner join areas on areas.area_code = coalesce(balances.area_code, wider_codes.area_code)
    left join sole_predecessors on areas.area_code = sole_predecessors.successor_code
    where areas.valid_to is null or areas.valid_to > balances.period_end
),

published as (
    select
        area_code,
        period_end,
        phase,
        cast(sum(schools) as bigint) as schools,
        cast(sum(schools_in_deficit) as bigint) as schools_in_deficit,
        cast(null as varchar) as missing_reason,
        'maintained_school_balances__balances' as source_table,
        list(source_line order by source_line) as source_lines
    from credited
    where area_code is not null
    group by area_code, period_end, phase
)

select * from published
union all
select
    area_code,
    period_end,
    'all' as phase,
    denominator as schools,
    numerator as schools_in_deficit,
    missing_reason,
    source_table,
    source_lines
from outcomes
where measure = 'maintained_schools_in_deficit'
order by area_code, period_end, phase
