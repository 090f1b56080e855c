-- title: Money for partnership by route, year by year
-- params: area_code, as_at
-- note: Up to the year in which the date lies; one that has not ended is budget.

with years as (
    select
        period_end,
        route,
        case when count(amount) = count(*) then sum(amount) end as amount,
        bool_and(is_outturn) as is_outturn
    from money_years
    where area_code = $area_code and period_start <= cast($as_at as date)
    group by period_end, route
)

select
    period_label(period_end, 'financial_year')
    || case when bool_and(is_outturn) then '' else ' (budget)' end as name,
    coalesce(sum(amount) filter (where route = 'devolved'), 0) as devolved,
    coalesce(sum(amount) filter (where route = 'retained'), 0) as retained,
    coalesce(sum(amount) filter (where route = 'delegated'), 0) as delegated,
    quotient(devolved, 1000) as devolved_k,
    quotient(retained, 1000) as retained_k,
    quotient(delegated, 1000) as delegated_k,
    percentage(
        coalesce(sum(amount) filter (where route = 'devolved'), 0),
        sum(amount) filter (where route in ('devolved', 'retained'))
    ) as devolved_share,
    name || ': devolved ' || pounds(devolved) || ', retained ' || pounds(retained) || ', delegated '
    || pounds(delegated) as said
from years
group by period_end
having count(amount) = count(*)
order by period_end
