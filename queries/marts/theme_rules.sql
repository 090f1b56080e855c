-- title: The themes of each framework, with the rules that make their level
-- grain: one row for each framework and theme
-- note: allowance is how many levels a theme may stand above its weakest indicator; without one
--   nothing limits it. weight_range is how far, in per cent, its weights could as well have
--   been put to either side. confidence is how sure, in per cent, a level must be to be
--   named; z is the normal deviate that leaves half of the rest beyond it. A rule of the
--   theme itself comes before that of every theme.

select
    framework_themes.framework,
    framework_themes.theme,
    framework_themes.title,
    framework_themes.position,
    framework_themes.minimum_evidence,
    arg_max(framework_limits.value, framework_limits.theme is not null) filter (
        where framework_limits.rule = 'above_weakest'
    ) as allowance,
    coalesce(
        arg_max(framework_limits.value, framework_limits.theme is not null) filter (
            where framework_limits.rule = 'weight_range'
        ), 0
    ) as weight_range,
    coalesce(
        arg_max(framework_limits.value, framework_limits.theme is not null) filter (
            where framework_limits.rule = 'confidence'
        ), 80
    ) as confidence,
    coalesce(
        arg_max(framework_limits.value, framework_limits.theme is not null) filter (
            where framework_limits.rule = 'least_cases'
        ), 10
    ) as least_cases,
    coalesce(
        arg_max(framework_limits.value, framework_limits.theme is not null) filter (
            where framework_limits.rule = 'least_complete'
        ), 5
    ) as least_complete,
    normal_above(0.005 * (100 - confidence)) as z
from framework_themes
left join framework_limits
    on
        framework_themes.framework = framework_limits.framework
        and (
            framework_limits.theme is null
            or framework_themes.theme = framework_limits.theme
        )
group by all
order by framework_themes.framework, framework_themes.position
