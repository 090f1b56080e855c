-- title: A seat ends after it is filled
-- severity: warning
-- fix: Correct the dates in seats
-- note: The seat is held on no day, and its holder has no voice
-- about: seats

select
    forums.area_code,
    seats.seat_id,
    seats.forum_id,
    seats.started_on,
    seats.ended_on
from seats
left join forums on seats.forum_id = forums.forum_id
where seats.ended_on < seats.started_on
