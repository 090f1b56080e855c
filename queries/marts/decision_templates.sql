-- title: What has to be decided: wording, owner and page of each kind
-- grain: one row for each kind of decision and form
-- note: A word in braces is filled in from figures.

select
    decision,
    position,
    form,
    title,
    template,
    owner_role,
    page,
    parameter,
    source,
    size,
    rule
from stg_text__decisions
