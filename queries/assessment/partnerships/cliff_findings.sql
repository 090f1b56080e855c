-- title: What ends within a year and what goes with it, in a sentence
-- grain: one row for each authority and assessment date
-- note: Devolved and retained lines in force on the date; delegated money is left out. A post goes
--   with the grant of the line that pays it.

with loaded as (
    select count(*) > 0 as is_loaded
    from funding
),

in_force as (
    select
        assessment_dates.as_at,
        funding.area_code,
        funding.grant_ends_on,
        funding.partnership_id,
        funding.line_id,
        funding.spent,
        funding.grant_ends_on is not null as has_end,
        funding.grant_ends_on <= assessment_dates.as_at + interval 1 year as is_soon
    from assessment_dates
    inner join funding
        on assessment_dates.as_at between funding.period_start and funding.period_end
    where
        funding.route in ('devolved', 'retained')
        and (funding.grant_ends_on is null or funding.grant_ends_on >= assessment_dates.as_at)
),

going as (
    select
        in_force.as_at,
        in_force.area_code,
        sum(posts.fte order by posts.fte) as fte
    from in_force
    inner join posts
        on
            in_force.line_id = posts.funding_line_id
            and in_force.as_at >= posts.started_on
            and (posts.ended_on is null or in_force.as_at <= posts.ended_on)
    where in_force.is_soon
    group by in_force.as_at, in_force.area_code
),

summed as (
    select
        as_at,
        area_code,
        count(*) as lines,
        count(spent) as known,
        count(*) filter (where is_soon) as soon,
        sum(spent order by spent) as whole,
        sum(spent order by spent) filter (where is_soon) as amount,
        coalesce(sum(spent order by spent) filter (where has_end), 0) as ending,
        max(grant_ends_on) as last_end,
        count(distinct partnership_id) filter (where is_soon) as partnerships
    from in_force
    group by as_at, area_code
)

select
    dated_areas.area_code,
    dated_areas.as_at,
    coalesce(summed.lines > 0, false) as has_money,
    case
        when not loaded.is_loaded then dated_areas.name || ': no register of funding is loaded'
        when summed.lines is null
            then dated_areas.name || ' has no record of partnership money in force that day'
        when summed.known < summed.lines
            then
                dated_areas.name || ': ' || summed.soon || ' of ' || summed.lines
                || ' lines of partnership money end within a year; not every sum is known'
        when summed.soon = 0
            then 'No partnership money in ' || dated_areas.name || ' ends within a year'
        else
            pounds(summed.amount) || ' a year for partnership in ' || dated_areas.name
            || ' rests on grants that end within a year: '
            || shown(percentage(summed.amount, summed.whole), 0)
            || '% of what is devolved or retained'
    end as headline,
    case
        when summed.lines > 0
            then concat_ws(
                ' · ',
                'as at ' || strftime(dated_areas.as_at, '%-d %b %Y'),
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
        when coalesce(summed.ending, 0) = 0 then 'No grant in force has a date on which it ends'
        else
            'Of ' || pounds(summed.whole) || ' a year, ' || pounds(summed.whole - summed.ending)
            || ' is left once the last dated grant has ended, '
            || strftime(summed.last_end, '%b %Y')
    end as title
from dated_areas
cross join loaded
left join summed
    on dated_areas.area_code = summed.area_code and dated_areas.as_at = summed.as_at
left join going on dated_areas.area_code = going.area_code and dated_areas.as_at = going.as_at
order by dated_areas.area_code, dated_areas.as_at
