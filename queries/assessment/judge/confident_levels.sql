-- title: Themes whose level is named with confidence
-- grain: one row for each framework, date, authority and theme whose figures fit one level only
-- note: The level that flags may rest on: every figure it rests on has an interval, and none of
--   them reaches another level.

select
    framework,
    as_at,
    area_code,
    theme,
    level
from theme_levels
where level is not null and level_low = level_high and is_tested
order by framework, as_at, area_code, theme
