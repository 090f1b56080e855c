-- title: Each attendance lies within the term of its seat
-- severity: warning
-- fix: Correct the date in attendance, or the term in seats
-- note: Somebody attended who had no seat that day, or the term is wrong
-- about: attendance

select
    forums.area_code,
    attendance.seat_id,
    attendance.met_on,
    seats.started_on,
    seats.ended_on
from attendance
inner join seats on attendance.seat_id = seats.seat_id
left join forums on seats.forum_id = forums.forum_id
where attendance.met_on < seats.started_on or attendance.met_on > seats.ended_on
