-- title: Seats on forums
-- grain: one row for each seat

select
    seat_id,
    forum_id,
    sector,
    partnership_id,
    started_on,
    ended_on
from stg_seats__register
