-- title: A stance has the day on which it was given
-- severity: warning
-- fix: Give stance_on in status_changes
-- note: Without its day the stance does not count, and the proposal seems to wait for one
-- about: status_changes

select
    institutions.area_code,
    status_changes.change_id,
    status_changes.institution_id,
    status_changes.stance
from status_changes
left join institutions on status_changes.institution_id = institutions.institution_id
where status_changes.stance is not null and status_changes.stance_on is null
