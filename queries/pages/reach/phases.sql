-- title: Phases that can be looked at, and the indicator of each

select
    code,
    label,
    plural,
    indicator
from phase_groups
order by place
