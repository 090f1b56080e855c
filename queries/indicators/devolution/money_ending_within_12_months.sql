-- title: Money that ends within 12 months
-- question: How much of the money for partnership rests on grants that end within a year?
-- theme: devolution
-- kind: percentage
-- unit: % of money for partnership
-- per: 100
-- decimals: 0
-- least_difference: 5
-- polarity: lower_is_better
-- numerator: Money for partnership in force on the day whose grant ends in the twelve months
--   after it, in pounds: outturn, else budget
-- denominator: All money for partnership, devolved or retained, in lines in force on the day
-- counts: pounds
-- uncertainty: complete
-- kinds: any
-- note: Money of every kind on record counts, that of trusts too: what is passed on is passed on,
--   whoever owns the schools.
-- period: date
-- source: funding
-- caveat: A grant that ends may be renewed. It shows where partnership work is at risk,
--   not that it will stop.
-- owner: partnerships team
-- status: published

with lines_in_force as (
    select
        area_snapshots.area_code,
        area_snapshots.period_end,
        funding.line_id,
        funding.spent,
        funding.spent_missing,
        coalesce(
            funding.grant_ends_on >= area_snapshots.period_end
            and funding.grant_ends_on <= area_snapshots.period_end + interval 1 year, false
        ) as ends_soon
    from area_snapshots
    inner join funding
        on
            area_snapshots.area_code = funding.area_code
            and area_snapshots.period_end between funding.period_start and funding.period_end
    where funding.route in ('devolved', 'retained')
),

counted as (
    select
        area_snapshots.area_code,
        area_snapshots.period_end,
        case
            when
                count(lines_in_force.line_id) > 0
                and count(lines_in_force.line_id) = count(lines_in_force.spent)
                then
                    coalesce(
                        sum(lines_in_force.spent order by lines_in_force.spent) filter (
                            where lines_in_force.ends_soon
                        ), 0
                    )
        end as numerator,
        case
            when count(lines_in_force.line_id) = count(lines_in_force.spent)
                then sum(lines_in_force.spent order by lines_in_force.spent)
        end as denominator,
        max(lines_in_force.spent_missing) as spent_missing
    from area_snapshots
    left join lines_in_force
        on
            area_snapshots.area_code = lines_in_force.area_code
            and area_snapshots.period_end = lines_in_force.period_end
    group by area_snapshots.area_code, area_snapshots.period_end
)

select
    area_code,
    period_end,
    numerator,
    denominator,
    percentage(numerator, denominator) as value,
    coalesce(spent_missing, gap_reason(numerator, denominator)) as missing_reason,
    'final' as period_status
from counted
