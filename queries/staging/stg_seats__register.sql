-- title: Seats on forums, by sector
-- grain: one row for each seat
-- source: seats

select
    seat_id,
    forum_id,
    sector,
    partnership_id,
    started_on,
    ended_on,
    source_line
from source_seats__register
