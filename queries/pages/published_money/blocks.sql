-- title: The Dedicated Schools Grant of an authority by block, year by year
-- params: area_code, as_at
-- note: Before recoupment: academies included. Amounts in £ million for the chart, in £ for the
--   table. The sentence sets the first year next to the last, in the money of each.

select
    * exclude (area_code, period_end),
    'The whole grant was ' || pounds(first_value(total) over years) || ' in '
    || first_value(name) over years
    || case
        when count(*) over () = 1 then ''
        else
            ' and ' || pounds(last_value(total) over years) || ' in '
            || last_value(name) over years
            || coalesce(
                '; its central block ' || pounds(first_value(central) over years) || ' and '
                || pounds(last_value(central) over years),
                ''
            )
    end as sentence
from grant_blocks
where area_code = $area_code and period_end <= cast($as_at as date)
window years as (order by period_end rows between unbounded preceding and unbounded following)
order by period_end
