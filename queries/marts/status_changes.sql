-- title: Changes of status
-- grain: one row for each proposal

select
    change_id,
    institution_id,
    change,
    proposed_on,
    stance,
    stance_on,
    completed_on,
    authority_invited
from stg_status_changes__register
