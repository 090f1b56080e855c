-- title: A figure has a value or a reason why not, never both and never neither
-- severity: error
-- fix: In the file of the indicator, give missing_reason where value is null and only there
-- note: A gap without a reason could be read as zero; a value with one could be shown though
--   hidden

select
    indicator,
    area_code,
    period_end,
    value,
    missing_reason
from indicator_values
where (value is null) = (missing_reason is null)
