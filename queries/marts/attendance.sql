-- title: Attendance at forums
-- grain: one row for each seat and meeting

select
    seat_id,
    met_on,
    attended
from stg_attendance__register
