-- title: Frameworks that can be applied
-- note: The first is what a page opens on.

select
    framework as code,
    title as label
from frameworks
order by in_force_from, framework
