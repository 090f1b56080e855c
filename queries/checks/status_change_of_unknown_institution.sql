-- title: Each change of status is of an institution in the register
-- severity: warning
-- fix: Add the institution to the register of institutions, or correct its number in status_changes
-- note: The proposal counts in no authority's figures
-- about: status_changes

select
    status_changes.change_id,
    status_changes.institution_id
from status_changes
left join institutions on status_changes.institution_id = institutions.institution_id
where status_changes.institution_id is not null and institutions.institution_id is null
