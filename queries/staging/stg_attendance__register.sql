-- title: Meetings of forums: which seats were filled
-- grain: one row for each seat and meeting
-- source: attendance

select
    seat_id,
    met_on,
    cast(attended as boolean) as attended,
    source_line
from source_attendance__register
