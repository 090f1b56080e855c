-- title: Money for partnership by route, year by year, as it is given on each date
-- grain: one row for each authority, assessment date and financial year all of whose sums are known
-- note: Up to the year in which the date lies; one that has not ended is budget.

with begun as (
    select
        area_code,
        period_start,
        period_end,
        route,
        sum(amount order by amount) as amount,
        count(*) - count(amount) as unknown,
        bool_and(is_outturn) as is_outturn
    from money_years
    group by area_code, period_start, period_end, route
),

years as (
    select
        begun.area_code,
        assessment_dates.as_at,
        begun.period_end,
        coalesce(
            sum(begun.amount order by begun.amount) filter (where begun.route = 'devolved'), 0
        ) as devolved,
        coalesce(
            sum(begun.amount order by begun.amount) filter (where begun.route = 'retained'), 0
        ) as retained,
        coalesce(
            sum(begun.amount order by begun.amount) filter (where begun.route = 'delegated'), 0
        ) as delegated,
        sum(begun.amount order by begun.amount) filter (
            where begun.route in ('devolved', 'retained')
        )
            as devolved_or_retained,
        bool_and(begun.is_outturn) as is_outturn
    from begun
    inner join assessment_dates on begun.period_start <= assessment_dates.as_at
    group by begun.area_code, assessment_dates.as_at, begun.period_end
    having sum(begun.unknown) = 0
)

select
    area_code,
    as_at,
    period_end,
    period_label(period_end, 'financial_year')
    || case when is_outturn then '' else ' (budget)' end as name,
    devolved,
    retained,
    delegated,
    quotient(devolved, 1000) as devolved_k,
    quotient(retained, 1000) as retained_k,
    quotient(delegated, 1000) as delegated_k,
    percentage(devolved, devolved_or_retained) as devolved_share,
    name || ': devolved ' || pounds(devolved) || ', retained ' || pounds(retained) || ', delegated '
    || pounds(delegated) as said
from years
order by area_code, as_at, period_end
