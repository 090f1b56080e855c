-- title: Members, agreements and reviews of a partnership over time
-- params: partnership, as_at
-- note: One row for each term, agreement and review up to the date. lane is the line it is drawn
--   on: agreements, reviews, then those who are members on the date, the lead first. What goes on
--   is drawn to the date, an agreement up to a year beyond it.

with lines as (
    select
        *,
        cast($as_at as date) as day,
        part < 2 or bool_or(coalesce(ended_on >= day, true)) over lane as goes_on,
        min(part) over lane as lane_part
    from partnership_lines
    where partnership_id = $partnership and started_on <= cast($as_at as date)
    window lane as (partition by part > 1, if(part > 1, member, name))
)

select
    dense_rank() over (order by not goes_on, lane_part, since nulls first, name, member) as lane,
    name,
    what,
    role,
    started_on,
    case when ended_on <= day or part = 0 then ended_on end as ended_on,
    case part
        when 0 then least(ended_on, day + interval 1 year)
        else least(ended_on, register_day, day)
    end as drawn_to,
    case part when 0 then 'agreement' when 1 then 'review' when 2 then 'lead' else 'member' end
        as mark
from lines
order by lane, started_on
