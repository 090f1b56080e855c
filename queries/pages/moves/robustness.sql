-- title: How sure each level is, and which choice matters most
-- params: area_code, as_at, framework
-- note: No rows for dates before the last two.
--   holds is the share of draws in which the level is the one judged.

select
    framework_themes.theme as id,
    framework_themes.title,
    theme_robustness.level,
    framework_levels.word,
    theme_robustness.draws,
    theme_robustness.holds,
    coalesce(lowest.word, cast(theme_robustness.level_low as text)) as level_low,
    coalesce(highest.word, cast(theme_robustness.level_high as text)) as level_high,
    theme_robustness.rank,
    theme_robustness.rank_low,
    theme_robustness.rank_high,
    theme_robustness.areas,
    theme_robustness.from_figures,
    theme_robustness.from_cut_points,
    theme_robustness.from_weights,
    theme_robustness.from_indicators,
    theme_robustness.matters_most
from theme_robustness
inner join framework_themes
    on
        theme_robustness.framework = framework_themes.framework
        and theme_robustness.theme = framework_themes.theme
left join framework_levels
    on
        theme_robustness.framework = framework_levels.framework
        and theme_robustness.level = framework_levels.level
left join frameworks
    on theme_robustness.framework = frameworks.framework and frameworks.scale = 'named'
left join framework_levels as lowest
    on frameworks.framework = lowest.framework and theme_robustness.level_low = lowest.level
left join framework_levels as highest
    on frameworks.framework = highest.framework and theme_robustness.level_high = highest.level
where
    theme_robustness.framework = $framework
    and theme_robustness.area_code = $area_code
    and theme_robustness.as_at = cast($as_at as date)
order by framework_themes.position
