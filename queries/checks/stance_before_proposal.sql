-- title: The authority takes a stance after the proposal
-- severity: warning
-- fix: Correct the dates in status_changes
-- note: The days from proposal to stance are less than none, and the median is too low
-- about: status_changes

select
    institutions.area_code,
    status_changes.change_id,
    status_changes.institution_id,
    status_changes.proposed_on,
    status_changes.stance_on
from status_changes
left join institutions on status_changes.institution_id = institutions.institution_id
where status_changes.stance_on < status_changes.proposed_on
