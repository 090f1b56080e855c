-- title: A change of status is completed after it is proposed
-- severity: warning
-- fix: Correct the dates in status_changes
-- note: One of the two dates is wrong, and so may be the days to a stance
-- about: status_changes

select
    institutions.area_code,
    status_changes.change_id,
    status_changes.institution_id,
    status_changes.proposed_on,
    status_changes.completed_on
from status_changes
left join institutions on status_changes.institution_id = institutions.institution_id
where status_changes.completed_on < status_changes.proposed_on
