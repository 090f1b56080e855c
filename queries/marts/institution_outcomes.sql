-- title: Outcomes of single institutions
-- grain: one row for each institution, measure and period
-- private: pupils of one school, few in a small one
-- note: No published source is loaded that gives them; an authority may load its own.

select
    institution_id,
    measure,
    period_end,
    numerator,
    denominator,
    coalesce(numerator__missing, denominator__missing, value__missing) as missing_reason
from stg_demonstration__school_outcomes
