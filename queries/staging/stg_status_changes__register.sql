-- title: Proposed changes of a school's status and the authority's stance
-- grain: one row for each proposal
-- source: status_changes
-- note: An empty stance means none is recorded, not that there was none.

select
    change_id,
    institution_id,
    change,
    proposed_on,
    stance,
    stance_on,
    completed_on,
    cast(authority_invited as boolean) as authority_invited,
    source_line
from source_status_changes__register
