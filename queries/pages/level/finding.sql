-- title: A theme's level in a sentence, how sure it is, and whose framework says so
-- params: area_code, as_at, framework, theme
-- note: What holds is known for the last two dates only.

select
    areas.name || ', ' || theme_standings.title || ': ' || theme_standings.told as headline,
    concat_ws(
        ' · ',
        'as at ' || strftime(theme_standings.as_at, '%-d %b %Y'),
        theme_standings.used || ' of ' || theme_standings.possible || ' indicators',
        case
            when theme_robustness.holds is not null
                then 'stands in ' || shown(theme_robustness.holds, 0) || '% of draws'
            when theme_standings.level is not null then 'not drawn for this date'
        end,
        case judgement_changes.what_changed
            when 'no change' then 'as a year earlier'
            when 'cannot be compared' then null
            else
                judgement_changes.what_changed || ' since a year earlier'
                || if(judgement_changes.may_be_same, ' (not certain)', '')
        end
    ) as below,
    coalesce(theme_standings.why, 'No indicator with a figure bears on it.') as why,
    frameworks.title as framework_title,
    frameworks.note as whose
from theme_standings
inner join frameworks on theme_standings.framework = frameworks.framework
inner join areas on theme_standings.area_code = areas.area_code
left join judgement_changes
    on
        theme_standings.framework = judgement_changes.framework
        and theme_standings.as_at = judgement_changes.as_at
        and theme_standings.area_code = judgement_changes.area_code
        and theme_standings.theme = judgement_changes.theme
left join theme_robustness
    on
        theme_standings.framework = theme_robustness.framework
        and theme_standings.as_at = theme_robustness.as_at
        and theme_standings.area_code = theme_robustness.area_code
        and theme_standings.theme = theme_robustness.theme
where
    theme_standings.framework = $framework
    and theme_standings.area_code = $area_code
    and theme_standings.as_at = cast($as_at as date)
    and theme_standings.theme = $theme
