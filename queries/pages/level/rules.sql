-- title: The rules that made a theme's level, and whose they are
-- params: framework, theme
-- note: The rule of the theme itself comes before that of every theme. The rules of flags and
--   of evidence owed are not those of a level.

with rules as (
    select
        'minimum_evidence' as rule,
        cast(minimum_evidence as double) as value,
        'How many indicators must be known; with fewer the theme is not assessed' as basis,
        0 as position
    from framework_themes
    where framework = $framework and theme = $theme
    union all
    select
        rule,
        value,
        basis,
        row_number() over (order by rule) as position
    from framework_limits
    where
        framework = $framework
        and (theme is null or theme = $theme)
        and rule not in ('green_from_level', 'green_evidence_years', 'red_signs')
        and rule not in (
            'neighbours_needed', 'contradiction_levels', 'document_years', 'thin_under'
        )
    qualify row_number() over (partition by rule order by theme nulls last) = 1
)

select
    rule,
    value,
    basis,
    case rule
        when 'minimum_evidence' then 'Evidence needed: ' || shown(value, 0)
        when 'above_weakest'
            then
                'Held to the weakest'
                || case value when 0 then '' else ', at most ' || shown(value, 0) || ' above' end
        when 'weight_range' then 'Weights tried: ± ' || shown(value, 0) || '%'
        when 'minimum_themes' then 'Themes needed for the whole: ' || shown(value, 0)
        else replace(rule, '_', ' ') || ': ' || shown(value, 0)
    end as title
from rules
order by position
