-- title: How far levels and ranks stand when everything is drawn anew
-- params: as_at, framework

select
    framework_themes.title,
    count(*) as areas,
    avg(theme_robustness.holds) as holds,
    min(theme_robustness.holds) as least,
    percentage(count(*) filter (where theme_robustness.holds >= 90), count(*)) as firm,
    mode(theme_robustness.matters_most) as matters_most,
    median(theme_robustness.rank_high - theme_robustness.rank_low + 1) as places
from theme_robustness
inner join framework_themes
    on
        theme_robustness.framework = framework_themes.framework
        and theme_robustness.theme = framework_themes.theme
where
    theme_robustness.framework = $framework
    and theme_robustness.as_at = cast($as_at as date)
group by framework_themes.title, framework_themes.position
order by framework_themes.position
