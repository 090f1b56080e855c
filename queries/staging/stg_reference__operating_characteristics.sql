-- title: How often the rule of levels names a theme right, by simulation
-- grain: one row for each true level, number of cases and number of indicators
-- source: reference

select
    true_level,
    cases,
    indicators,
    named_right,
    named_wrong,
    named_range,
    not_assessed
from source_reference__operating_characteristics
