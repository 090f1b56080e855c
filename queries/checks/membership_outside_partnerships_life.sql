-- title: A membership lies within the life of its partnership
-- severity: warning
-- fix: Correct the dates in memberships, or those of the partnership
-- note: The membership counts only while the partnership is active; the rest of it is lost
-- about: memberships

select
    partnerships.area_code,
    memberships.partnership_id,
    coalesce(memberships.institution_id, memberships.partner) as member,
    memberships.joined_on,
    memberships.left_on,
    partnerships.started_on,
    partnerships.ended_on
from memberships
inner join partnerships on memberships.partnership_id = partnerships.partnership_id
where
    memberships.joined_on < partnerships.started_on
    or memberships.joined_on > partnerships.ended_on
    or memberships.left_on > partnerships.ended_on
