-- title: Outcomes of invented authorities, regions and the country
-- grain: one row for each area, measure and period
-- source: demonstration

select
    area_code,
    measure,
    period_start,
    period_end,
    period_type,
    period_status,
    numerator,
    numerator__missing,
    denominator,
    denominator__missing,
    value,
    value__missing,
    source_line
from source_demonstration__outcomes
