-- title: What there is for partnership, by which route, and what ends soon, in a sentence
-- grain: one row for each authority and assessment date
-- note: The devolved share and what ends within a year are figures of the indicators, gaps and
--   all. The share counts devolved out of devolved and retained; delegated is left out.

with loaded as (
    select count(*) > 0 as is_loaded
    from funding
),

yearly as (
    select
        area_code,
        period_end,
        sum(amount order by amount) filter (where route = 'devolved') as devolved,
        sum(amount order by amount) filter (where route = 'retained') as retained,
        sum(amount order by amount) filter (where route = 'delegated') as delegated,
        sum(amount order by amount) as amount,
        count(*) filter (where amount is null) as unknown
    from money_years
    group by area_code, period_end
),

summed as (
    select
        dated_areas.as_at,
        dated_areas.area_code,
        dated_areas.name,
        yearly.period_end,
        yearly.devolved,
        yearly.retained,
        yearly.delegated,
        yearly.amount,
        yearly.unknown,
        period_label(yearly.period_end, 'financial_year') as year
    from dated_areas
    left join yearly
        on dated_areas.area_code = yearly.area_code and dated_areas.as_at >= yearly.period_end
    qualify
        row_number() over (
            partition by dated_areas.as_at, dated_areas.area_code
            order by yearly.period_end desc nulls last
        ) = 1
),

shares as (
    select
        area_code,
        period_end,
        max(value) filter (where indicator = 'devolved_share_of_partnership_money') as devolved,
        max(value) filter (where indicator = 'money_ending_within_12_months') as ending
    from figures
    where indicator in ('devolved_share_of_partnership_money', 'money_ending_within_12_months')
    group by area_code, period_end
)

select
    summed.area_code,
    summed.as_at,
    summed.amount is not null as has_money,
    summed.name || case
        when not loaded.is_loaded then ': no register of funding is loaded'
        when summed.period_end is null
            then ' has no record of partnership money up to this date'
        when shares.devolved is null
            then
                ': the devolved share of its partnership money in ' || summed.year
                || ' cannot be worked out'
        else
            ' devolved ' || shown(shares.devolved, 0) || '% of its money for partnership in '
            || summed.year || ' and retained ' || shown(100 - shares.devolved, 0) || '%'
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
                            case shares.ending
                                when 0 then 'none' else shown(shares.ending, 0) || '%'
                            end
                            || ' of what is devolved or retained rests on grants that end within a '
                            || 'year'
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
    summed.name,
    summed.year
from summed
cross join loaded
left join shares on summed.area_code = shares.area_code and summed.as_at = shares.period_end
order by summed.area_code, summed.as_at
