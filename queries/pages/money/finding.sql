-- title: What there is for partnership, by which route, and what ends soon, in a sentence
-- params: area_code, as_at
-- note: The devolved share and what ends within a year are figures of the indicators, gaps and
--   all. The share counts devolved out of devolved and retained; delegated is left out.

with loaded as (
    select count(*) as lines
    from funding
),

last_year as (
    select max(period_end) as period_end
    from money_years
    where area_code = $area_code and period_end <= cast($as_at as date)
),

summed as (
    select
        last_year.period_end,
        sum(money_years.amount) filter (where money_years.route = 'devolved') as devolved,
        sum(money_years.amount) filter (where money_years.route = 'retained') as retained,
        sum(money_years.amount) filter (where money_years.route = 'delegated') as delegated,
        sum(money_years.amount) as amount,
        count(*) filter (where money_years.amount is null) as unknown
    from last_year
    inner join money_years
        on last_year.period_end = money_years.period_end and money_years.area_code = $area_code
    group by last_year.period_end
),

shares as (
    select
        max(value) filter (where indicator = 'devolved_share_of_partnership_money') as devolved,
        max(value) filter (where indicator = 'money_ending_within_12_months') as ending
    from figures
    where
        area_code = $area_code
        and period_end = cast($as_at as date)
        and indicator in ('devolved_share_of_partnership_money', 'money_ending_within_12_months')
)

select
    loaded.lines > 0 as is_loaded,
    summed.amount is not null as has_money,
    case
        when loaded.lines = 0 then areas.name || ': no register of funding is loaded'
        when summed.period_end is null
            then areas.name || ' keeps a record of no money for partnership up to this date'
        when shares.devolved is null
            then
                areas.name || ': the devolved share of its money for partnership in '
                || period_label(summed.period_end, 'financial_year') || ' cannot be worked out'
        else
            areas.name || ' devolved ' || shown(shares.devolved, 0) || '% of its money for '
            || 'partnership in ' || period_label(summed.period_end, 'financial_year')
            || ' and retained ' || shown(100 - shares.devolved, 0) || '%'
    end as headline,
    case
        when summed.amount is not null
            then concat_ws(
                ' · ',
                'the share counts what is devolved out of devolved and retained; delegated is left '
                || 'out',
                case
                    when shares.ending is not null
                        then
                            shown(shares.ending, 0) || '% of what is devolved or retained rests on '
                            || 'grants that end within a year'
                end,
                case
                    when summed.unknown = 1 then '1 sum with an unknown line is left out'
                    when summed.unknown > 1
                        then summed.unknown || ' sums with an unknown line are left out'
                end
            )
        else ''
    end as below,
    'devolved ' || pounds(coalesce(summed.devolved, 0)) || ', retained '
    || pounds(coalesce(summed.retained, 0)) || ', delegated '
    || pounds(coalesce(summed.delegated, 0)) as routes,
    areas.name,
    period_label(summed.period_end, 'financial_year') as year,
    'This page needs the register of funding. What is published of schools’ money stands on the '
    || 'page Published money.' as needed,
    'python -m kit import PATH' || chr(10) || 'python -m kit build --data published' as commands
from loaded
inner join areas on areas.area_code = $area_code
left join summed on true
cross join shares
