-- title: Funding lines
-- grain: one row for each funding line
-- note: `spent` is the outturn and, where there is none yet, the budget, in pounds.
--   A line with neither has its reason in `spent_missing`. In the order of areas, so that a
--   question of one of them reads little.

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
    source_line,
    coalesce(outturn, budget) as spent,
    case when coalesce(outturn, budget) is null then outturn__missing end as spent_missing
from stg_funding__register
order by area_code, partnership_id, line_id
