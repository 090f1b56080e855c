-- title: Attendance at forums
-- grain: one row for each seat and meeting
-- private: whether the holder of a single seat came; read termly_series or the indicator

select
    seat_id,
    met_on,
    attended
from stg_attendance__register
