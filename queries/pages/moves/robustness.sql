-- title: How sure each level is, and which choice matters most
-- params: area_code, as_at, framework
-- note: No rows for dates before the last two.
--   holds is the share of simulations in which the level is the one judged.

with ladder as (
    select
        map_from_entries(list((level, word))) as word,
        map_from_entries(list((level, short))) as short
    from rungs
    where framework = $framework
)

select
    framework_themes.theme as id,
    framework_themes.title,
    ladder.word[theme_robustness.level] as word,
    theme_robustness.holds,
    ladder.short[theme_robustness.level_low] as level_low,
    ladder.short[theme_robustness.level_high] as level_high,
    theme_robustness.rank,
    theme_robustness.rank_low,
    theme_robustness.rank_high,
    theme_robustness.areas,
    theme_robustness.matters_most
from theme_robustness
cross join ladder
inner join framework_themes
    on
        theme_robustness.framework = framework_themes.framework
        and theme_robustness.theme = framework_themes.theme
where
    theme_robustness.framework = $framework
    and theme_robustness.area_code = $area_code
    and theme_robustness.as_at = cast($as_at as date)
order by framework_themes.position
