-- title: Money for partnership by route, year by year
-- params: area_code, as_at
-- note: The sentence sets the first year next to the last.

select
    * exclude (area_code, as_at, period_end),
    case
        when count(*) over () = 1 then said
        else
            'Devolved ' || pounds(first_value(devolved) over years) || ' in '
            || first_value(name) over years || ' and ' || pounds(last_value(devolved) over years)
            || ' in ' || last_value(name) over years || '; retained '
            || pounds(first_value(retained) over years) || ' and '
            || pounds(last_value(retained) over years)
    end as sentence
from money_routes
where area_code = $area_code and as_at = cast($as_at as date)
window years as (order by period_end rows between unbounded preceding and unbounded following)
order by period_end
