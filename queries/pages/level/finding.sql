-- title: A theme's level in a sentence, how sure it is, and whose framework says so
-- params: area_code, as_at, framework, theme

select
    areas.name || ', ' || theme_summaries.title || ': ' || theme_summaries.told as headline,
    concat_ws(
        ' · ',
        'as at ' || strftime(theme_summaries.as_at, '%-d %b %Y'),
        theme_summaries.used || ' of ' || theme_summaries.possible || ' indicators',
        case judgement_changes.what_changed
            when 'no change' then 'as a year earlier'
            when 'cannot be compared' then null
            else judgement_changes.what_changed || ' since a year earlier'
        end
    ) as below,
    coalesce(theme_summaries.why, 'No indicator of this theme has a figure.') as why,
    frameworks.title as framework_title,
    frameworks.note as whose
from theme_summaries
inner join frameworks on theme_summaries.framework = frameworks.framework
inner join areas on theme_summaries.area_code = areas.area_code
left join judgement_changes
    on
        theme_summaries.framework = judgement_changes.framework
        and theme_summaries.as_at = judgement_changes.as_at
        and theme_summaries.area_code = judgement_changes.area_code
        and theme_summaries.theme = judgement_changes.theme
where
    theme_summaries.framework = $framework
    and theme_summaries.area_code = $area_code
    and theme_summaries.as_at = cast($as_at as date)
    and theme_summaries.theme = $theme
