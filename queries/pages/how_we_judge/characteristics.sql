-- title: How often the rule of levels names a theme right, by simulation
-- note: Every indicator of a theme has the same true value, anywhere within the true level; its
--   figures are drawn from as many cases as it says.

select
    true_level,
    cases,
    indicators,
    named_right,
    named_wrong,
    named_range,
    not_assessed
from operating_characteristics
order by cases, indicators, true_level
