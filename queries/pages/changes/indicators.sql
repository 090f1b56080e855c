-- title: Indicators of which figures changed, and how
-- note: Over all authorities, regions and dates. Figures that appeared were a gap before, those
--   that went are one now.

with changed as (
    select
        listed_indicators.indicator,
        listed_indicators.title,
        listed_indicators.theme_title,
        listed_indicators.unit,
        listed_indicators.decimals,
        figures_changes.area_code,
        figures_changes.was,
        figures_changes.now
    from figures_changes
    left join listed_indicators on figures_changes.indicator = listed_indicators.indicator
)

select
    indicator,
    coalesce(title, indicator) as title,
    theme_title,
    unit,
    count(distinct area_code) as areas,
    count(*) filter (where was is not null and now is not null) as changed,
    count(*) filter (where was is null) as appeared,
    count(*) filter (where now is null) as went,
    count(*) filter (where now > was) as up,
    count(*) filter (where now < was) as down,
    shown(max(abs(now - was)), decimals) as most
from changed
group by indicator, title, theme_title, unit, decimals
order by count(*) desc, indicator
