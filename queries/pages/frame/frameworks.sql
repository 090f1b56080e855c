-- title: Frameworks that can be applied
-- note: The first is what a page opens on. The picker is narrow: an explanation in brackets is left
--   out, and the longest name is said by its letters; pages say it in full.

select
    framework as code,
    replace(
        regexp_replace(title, ' [(].*[)]$', ''), 'Comprehensive Area Assessment', 'CAA'
    ) as label
from frameworks
order by in_force_from, framework
