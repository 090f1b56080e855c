-- title: The devolved share over time, with neighbours and all authorities
-- params: area_code, as_at
-- note: Devolved out of devolved and retained; delegated is left out. The sentence compares the
--   first year known with the last.

with own as (
    select *
    from figures
    where
        indicator = 'devolved_share_of_partnership_money'
        and area_code = $area_code
        and period_end <= cast($as_at as date)
),

beside as (
    select
        period_end,
        max(value) filter (where comparison = 'neighbours') as neighbours_value,
        max(value) filter (where comparison = 'country') as country_value
    from comparisons
    where indicator = 'devolved_share_of_partnership_money' and area_code = $area_code
    group by period_end
),

ends as (
    select
        count(value) as known,
        min(period_end) filter (where value is not null) as first_end,
        max(period_end) filter (where value is not null) as last_end,
        arg_min(value, period_end) filter (where value is not null) as first_value,
        arg_max(value, period_end) filter (where value is not null) as last_value
    from own
)

select
    own.period_end,
    strftime(own.period_end, '%-d %b %Y') as period_text,
    own.period_status,
    own.value,
    own.lower,
    own.upper,
    own.missing_reason,
    0 as run,
    cast(null as varchar) as broken,
    beside.neighbours_value,
    beside.country_value,
    case ends.known
        when 0 then 'The devolved share is not known in any year'
        when 1 then 'The devolved share is known for one year'
        else
            'The devolved share was ' || shown(ends.first_value, 0) || '% in the year before '
            || strftime(ends.first_end, '%b %Y') || ' and ' || shown(ends.last_value, 0)
            || '% before ' || strftime(ends.last_end, '%b %Y')
    end as sentence
from own
cross join ends
left join beside on own.period_end = beside.period_end
order by own.period_end
