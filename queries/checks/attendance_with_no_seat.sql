-- title: Each attendance is of a seat in the register
-- severity: warning
-- fix: Add the seat to the register of seats, or correct its number in attendance
-- note: The attendance counts for nobody, and that of the real seat is understated
-- about: attendance

select
    attendance.met_on,
    attendance.seat_id
from attendance
left join seats on attendance.seat_id = seats.seat_id
where attendance.seat_id is not null and seats.seat_id is null
