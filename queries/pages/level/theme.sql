-- title: One theme's level, how sure it is, and whether we or the ruler changed
-- params: area_code, as_at, framework, theme
-- note: holds and ranks are known for the last two dates only.

select
    framework_themes.title,
    framework_themes.description,
    frameworks.title as framework_title,
    frameworks.scale,
    frameworks.subject,
    frameworks.note as whose,
    theme_levels.assessed,
    theme_levels.level,
    theme_levels.level_low,
    theme_levels.level_high,
    framework_levels.word,
    framework_levels.meaning,
    theme_levels.mean,
    theme_levels.evidence_used,
    theme_levels.evidence_possible,
    theme_levels.limited_by,
    theme_levels.why,
    judgement_changes.level_before,
    judgement_changes.before_by_these_rules,
    judgement_changes.now_by_former_rules,
    judgement_changes.ruler_changed,
    judgement_changes.what_changed,
    judgement_changes.previous_as_at,
    theme_robustness.draws,
    theme_robustness.holds,
    theme_robustness.level_low as drawn_low,
    theme_robustness.level_high as drawn_high,
    theme_robustness.rank,
    theme_robustness.rank_low,
    theme_robustness.rank_high,
    theme_robustness.areas,
    theme_robustness.matters_most
from theme_levels
inner join frameworks on theme_levels.framework = frameworks.framework
inner join framework_themes
    on
        theme_levels.framework = framework_themes.framework
        and theme_levels.theme = framework_themes.theme
left join framework_levels
    on
        theme_levels.framework = framework_levels.framework
        and theme_levels.level = framework_levels.level
left join judgement_changes
    on
        theme_levels.framework = judgement_changes.framework
        and theme_levels.as_at = judgement_changes.as_at
        and theme_levels.area_code = judgement_changes.area_code
        and theme_levels.theme = judgement_changes.theme
left join theme_robustness
    on
        theme_levels.framework = theme_robustness.framework
        and theme_levels.as_at = theme_robustness.as_at
        and theme_levels.area_code = theme_robustness.area_code
        and theme_levels.theme = theme_robustness.theme
where
    theme_levels.framework = $framework
    and theme_levels.area_code = $area_code
    and theme_levels.as_at = cast($as_at as date)
    and theme_levels.theme = $theme
