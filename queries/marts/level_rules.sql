-- title: The rules that make a theme's level, and whose they are
-- grain: one row for each theme of a framework and rule
-- note: The rule of the theme itself comes before that of every theme. The rules of flags and
--   of evidence still needed are not those of a level.

with rules as (
    select
        framework,
        theme,
        'minimum_evidence' as rule,
        cast(minimum_evidence as double) as value,
        'How many indicators must be known; with fewer the theme is not assessed' as basis,
        0 as position
    from framework_themes
    union all
    select
        framework_themes.framework,
        framework_themes.theme,
        framework_limits.rule,
        framework_limits.value,
        framework_limits.basis,
        1 as position
    from framework_themes
    inner join framework_limits
        on
            framework_themes.framework = framework_limits.framework
            and (
                framework_limits.theme is null
                or framework_themes.theme = framework_limits.theme
            )
    where
        framework_limits.rule not in (
            'green_from_level', 'green_evidence_years', 'red_signs', 'neighbours_needed',
            'contradiction_levels', 'document_years', 'weight_range'
        )
    qualify
        row_number() over (
            partition by
                framework_themes.framework, framework_themes.theme, framework_limits.rule
            order by framework_limits.theme nulls last
        ) = 1
)

select
    framework,
    theme,
    position,
    rule,
    value,
    basis,
    case rule
        when 'minimum_evidence' then 'Evidence needed: ' || shown(value, 0)
        when 'above_weakest'
            then
                'At most ' || shown(value, 0) || ' above the lowest figure'
        when 'confidence' then 'Named from ' || shown(value, 0) || '% sure'
        when 'least_cases' then 'Judged from ' || shown(value, 0) || ' cases'
        when 'least_complete' then 'Complete counts: from ' || shown(value, 0)
        else replace(rule, '_', ' ') || ': ' || shown(value, 0)
    end as title
from rules
order by framework, theme, position, rule
