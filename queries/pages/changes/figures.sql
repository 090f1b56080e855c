-- title: The figures of one authority that changed
-- params: area_code

select
    figures_changes.indicator,
    coalesce(listed_indicators.title, figures_changes.indicator) as title,
    period_label(figures_changes.period_end, indicator_labels.period) as period_text,
    figure_text(figures_changes.was, listed_indicators.kind, listed_indicators.decimals) as was,
    figure_text(figures_changes.now, listed_indicators.kind, listed_indicators.decimals) as now,
    listed_indicators.unit
from figures_changes
left join listed_indicators on figures_changes.indicator = listed_indicators.indicator
left join indicator_labels on figures_changes.indicator = indicator_labels.indicator
where figures_changes.area_code = $area_code
order by title asc, figures_changes.period_end desc
