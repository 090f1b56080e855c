-- title: The outcomes and themes that an authority's actions are for
-- params: area_code, as_at, framework

select distinct
    coalesce(dated_actions.outcome, dated_actions.theme) as subject,
    coalesce(indicator_labels.title, framework_themes.title) as title
from dated_actions
left join indicator_labels on dated_actions.outcome = indicator_labels.indicator
left join framework_themes
    on
        dated_actions.theme = framework_themes.theme
        and framework_themes.framework = $framework
where
    dated_actions.area_code = $area_code
    and dated_actions.as_at = $as_at
    and coalesce(indicator_labels.title, framework_themes.title) is not null
order by subject
