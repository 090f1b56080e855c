-- title: What has to be decided: wording, owner and page of each kind
-- grain: one row for each kind of decision and form
-- source: text

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
from source_text__decisions
