-- title: Money for partnerships, line by line
-- grain: one row for each funding line
-- source: funding
-- note: In pounds. The routes delegated, devolved and retained are never added up unsaid.

select
    line_id,
    area_code,
    partnership_id,
    period_start,
    period_end,
    stream,
    purpose,
    route,
    budget,
    budget__missing,
    outturn,
    outturn__missing,
    grant_ends_on,
    source_line
from source_funding__register
