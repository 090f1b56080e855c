-- title: What ends within a year and what goes with it, in a sentence
-- params: area_code, as_at

with loaded as (
    select count(*) as lines
    from funding
),

in_force as (
    select
        grant_ends_on,
        partnership_id,
        line_id,
        spent,
        grant_ends_on >= cast($as_at as date) as has_end,
        grant_ends_on <= cast($as_at as date) + interval 1 year as is_soon
    from funding
    where
        area_code = $area_code
        and cast($as_at as date) between period_start and period_end
        and route in ('devolved', 'retained')
        and (grant_ends_on is null or grant_ends_on >= cast($as_at as date))
),

going as (
    select sum(posts.fte) as fte
    from in_force
    inner join posts
        on
            in_force.line_id = posts.funding_line_id
            and posts.started_on <= cast($as_at as date)
            and (posts.ended_on is null or posts.ended_on >= cast($as_at as date))
    where in_force.is_soon
),

summed as (
    select
        count(*) as lines,
        count(spent) as known,
        count(*) filter (where is_soon) as soon,
        sum(spent) as whole,
        sum(spent) filter (where is_soon) as amount,
        coalesce(sum(spent) filter (where has_end), 0) as ending,
        max(grant_ends_on) as last_end,
        count(distinct partnership_id) filter (where is_soon) as partnerships
    from in_force
)

select
    summed.lines > 0 as has_money,
    case
        when loaded.lines = 0 then areas.name || ': no register of funding is loaded'
        when summed.lines = 0
            then areas.name || ' keeps no record of money for partnership in force that day'
        when summed.known < summed.lines
            then
                areas.name || ': ' || summed.soon || ' of ' || summed.lines || ' lines of money '
                || 'for partnership end within a year; not every sum is known'
        when summed.soon = 0
            then 'No money for partnership in ' || areas.name || ' ends within a year'
        else
            pounds(summed.amount) || ' a year for partnership in ' || areas.name
            || ' rests on grants that end within a year: '
            || shown(percentage(summed.amount, summed.whole), 0)
            || '% of what is devolved or retained'
    end as headline,
    case
        when summed.lines > 0
            then concat_ws(
                ' · ',
                'as at ' || strftime(cast($as_at as date), '%-d %b %Y'),
                case
                    when summed.soon > 0
                        then
                            'it pays for ' || summed.partnerships
                            || case summed.partnerships
                                when 1 then ' partnership' else ' partnerships'
                            end
                end,
                case
                    when going.fte > 0
                        then shown(going.fte, 1) || ' full-time equivalent posts go with it'
                    when summed.soon > 0 then 'no post is tied to it'
                end,
                'delegated money is not counted'
            )
        else ''
    end as below,
    case
        when summed.ending = 0 then 'No grant in force has a date on which it ends'
        else
            'Of ' || pounds(summed.whole) || ' a year, ' || pounds(summed.whole - summed.ending)
            || ' is left once the last dated grant has ended, '
            || strftime(summed.last_end, '%b %Y')
    end as title,
    'This page needs the register of funding, and that of posts for the posts that go with a grant.'
        as needed,
    'python -m kit import PATH' || chr(10) || 'python -m kit build --data published' as commands
from summed
cross join loaded
cross join going
inner join areas on areas.area_code = $area_code
