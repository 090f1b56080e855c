-- title: Money of a partnership by year and route
-- params: partnership, as_at
-- note: Delegated, devolved and retained money are never one sum. The outturn, and the budget where
--   there is none yet; a year of which an amount is not known has none.

with years as (
    select
        funding.period_end,
        funding.route,
        count(funding.outturn) = count(*) as is_outturn,
        case when count(*) = count(funding.spent) then sum(funding.spent) end as spent
    from funding
    where
        funding.partnership_id = $partnership
        and funding.period_start <= cast($as_at as date)
    group by funding.period_end, funding.route
),

counted as (
    select
        period_end,
        period_label(period_end, 'financial_year')
        || case when bool_and(is_outturn) then '' else ' (budget)' end as name,
        max(spent) filter (where route = 'devolved') as devolved,
        max(spent) filter (where route = 'delegated') as delegated,
        max(spent) filter (where route = 'retained') as retained
    from years
    group by period_end
)

select
    *,
    name || ': '
    || concat_ws(
        ', ',
        '£' || shown(devolved, 0) || ' devolved',
        '£' || shown(delegated, 0) || ' delegated',
        '£' || shown(retained, 0) || ' retained by the authority'
    ) as sentence
from counted
order by period_end desc
