-- title: A closed institution is no longer a member
-- severity: warning
-- fix: Give left_on in memberships, at the latest the day it closed
-- note: A partnership seems larger than it is
-- about: memberships

select
    institutions.area_code,
    memberships.partnership_id,
    memberships.institution_id,
    institutions.name,
    institutions.closed_on,
    memberships.left_on
from memberships
inner join institutions on memberships.institution_id = institutions.institution_id
where institutions.closed_on < coalesce(memberships.left_on, date '9999-12-31')
