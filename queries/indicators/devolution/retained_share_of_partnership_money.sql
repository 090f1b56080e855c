-- title: Retained share of partnership money
-- question: How much of the money for partnership does the authority hold centrally?
-- theme: devolution
-- kind: percentage
-- unit: % of money for partnership
-- per: 100
-- decimals: 0
-- least_difference: 5
-- polarity: neutral
-- numerator: Money for partnership retained by the authority in the financial year that ended
--   last, in pounds: outturn, else budget
-- denominator: All money for partnership in that year by all three routes: delegated in schools'
--   own budgets, devolved with conditions, retained
-- counts: pounds
-- uncertainty: complete
-- kinds: any
-- period: date
-- source: funding
-- caveat: Some is rightly held centrally: it may pay for a coordinator or a combined service. It
--   is not what is left of the devolved share, which leaves out delegated money. There is no
--   interval: money is not a sample.
-- owner: partnerships team
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
),

counted as (
    select
        area_snapshots.area_code,
        area_snapshots.period_end,
        case
            when
                count(year_lines.route) > 0
                and count(year_lines.route) = count(year_lines.spent)
                then
                    coalesce(
                        sum(year_lines.spent order by year_lines.spent) filter (
                            where year_lines.route = 'retained'
                        ), 0
                    )
        end as numerator,
        case
            when count(year_lines.route) = count(year_lines.spent)
                then sum(year_lines.spent order by year_lines.spent)
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
