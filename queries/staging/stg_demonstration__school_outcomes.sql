-- title: Outcomes of invented schools
-- grain: one row for each institution, measure and period
-- source: demonstration

select
    institution_id,
    measure,
    period_end,
    numerator,
    numerator__missing,
    denominator,
    denominator__missing,
    value,
    value__missing
from source_demonstration__school_outcomes
