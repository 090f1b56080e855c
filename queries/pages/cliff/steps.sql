-- title: What is left of today's money as one grant after another ends
-- params: area_code, as_at
-- note: Devolved and retained lines in force on the day, at this year's sums, each until its grant
--   ends; delegated money is left out. A grant may be renewed. `days` run from the day itself.

with in_force as (
    select
        grant_ends_on,
        spent
    from funding
    where
        area_code = $area_code
        and cast($as_at as date) between period_start and period_end
        and route in ('devolved', 'retained')
        and (grant_ends_on is null or grant_ends_on >= cast($as_at as date))
),

ends as (
    select
        grant_ends_on as ends_on,
        sum(spent) as ending,
        count(*) as lines
    from in_force
    where grant_ends_on is not null
    group by grant_ends_on
),

whole as (
    select
        sum(spent) as amount,
        coalesce(sum(spent) filter (where grant_ends_on is null), 0) as open_ended
    from in_force
    having count(*) = count(spent)
),

steps as (
    select
        cast($as_at as date) as day,
        0 as ending,
        whole.amount as remaining,
        whole.open_ended
    from whole
    union all
    select
        ends.ends_on as day,
        ends.ending,
        whole.amount - sum(ends.ending) over (order by ends.ends_on) as remaining,
        whole.open_ended
    from ends
    cross join whole
)

select
    day,
    strftime(day, '%-d %b %Y') as day_text,
    ending,
    remaining,
    open_ended,
    day_text || ': ' || pounds(remaining) || ' left' as said
from steps
where remaining is not null
order by day
