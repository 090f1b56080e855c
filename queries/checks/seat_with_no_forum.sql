-- title: Each seat is on a forum in the register
-- severity: warning
-- fix: Add the forum to the register of forums, or correct its number in seats
-- note: The seat gives its holder a voice in no policy area, and voice is understated
-- about: seats

select
    seats.seat_id,
    seats.sector,
    seats.forum_id
from seats
left join forums on seats.forum_id = forums.forum_id
where seats.forum_id is not null and forums.forum_id is null
