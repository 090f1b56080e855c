-- title: A seat held for a partnership is held for one in the register
-- severity: warning
-- fix: Add the partnership to the register of partnerships, or correct its number in seats
-- note: We cannot know whose voice the seat is
-- about: seats

select
    forums.area_code,
    seats.seat_id,
    seats.partnership_id
from seats
left join partnerships on seats.partnership_id = partnerships.partnership_id
left join forums on seats.forum_id = forums.forum_id
where seats.partnership_id is not null and partnerships.partnership_id is null
