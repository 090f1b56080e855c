-- title: Devolved share of partnership money
-- question: How much of the money for partnership is passed on to those who do the work?
-- theme: devolution
-- kind: percentage
-- unit: % of money for partnership
-- per: 100
-- decimals: 0
-- polarity: higher_is_better
-- numerator: Money for partnership devolved (passed on with conditions) in the financial year
--   that ended last, in pounds: outturn, else budget
-- denominator: Money for partnership devolved or retained by the authority in that year. Money
--   delegated in schools' own budgets is left out
-- counts: pounds
-- period: date
-- source: funding
-- caveat: A share, not a sum: half of little is little. What a grant's terms force to be passed
--   on counts too. There is no interval: money is not a sample.
-- owner: partnerships team
-- checked_by: performance team
-- reviewed: 2026-09-07
-- next_review: 2027-09-07
-- status: published

with year_lines as (
    select
        area_snapshots.area_code,
        area_snapshots.period_end,
        funding.route,
        funding.spent,
        funding.spent_missing
    from area_snapshots
    inner join funding
        on
            area_snapshots.area_code = funding.area_code
            and area_snapshots.period_end >= funding.period_end
            and funding.period_end > area_snapshots.period_end - interval 1 year
    where funding.route in ('devolved', 'retained')
),

counted as (
    select
        area_snapshots.area_code,
        area_snapshots.period_end,
        case
            when
                count(year_lines.route) > 0
                and count(year_lines.route) = count(year_lines.spent)
                then coalesce(sum(year_lines.spent) filter (where year_lines.route = 'devolved'), 0)
        end as numerator,
        case
            when count(year_lines.route) = count(year_lines.spent) then sum(year_lines.spent)
        end as denominator,
        max(year_lines.spent_missing) as spent_missing
    from area_snapshots
    left join year_lines
        on
            area_snapshots.area_code = year_lines.area_code
            and area_snapshots.period_end = year_lines.period_end
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
