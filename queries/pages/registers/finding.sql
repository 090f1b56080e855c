-- title: What an authority can be judged on by the registers it keeps, and which comes next
-- params: area_code, as_at, framework
-- note: Next is the register that opens most figures on its own; where none does so, the first in
--   the list that is not loaded.

with levels as (
    select
        count(*) filter (where theme_summaries.assessed) as assessed,
        count(*) as themes
    from theme_summaries
    where
        theme_summaries.area_code = $area_code
        and theme_summaries.as_at = $as_at
        and theme_summaries.framework = $framework
),

held as (
    select count(*) as registers
    from register_days
)

select
    case
        when levels.themes = 0 then concat(areas.name, ' cannot be judged on any theme yet')
        else concat(
            areas.name, ' can be judged on ', levels.assessed, ' of ', levels.themes, ' themes'
        )
    end as headline,
    concat(
        held.registers, ' of ', (select count(*) from register_sizes),
        ' registers are in use in the figures shown'
    ) as below
from areas
cross join levels
cross join held
where areas.area_code = $area_code
