-- title: A theme's level in a sentence, and how sure it is
-- params: area_code, as_at, framework, theme

with said as (
    select
        areas.name,
        framework_themes.title,
        theme_levels.level,
        theme_levels.level_low,
        theme_levels.level_high,
        theme_levels.evidence_used,
        theme_levels.evidence_possible,
        theme_levels.why,
        judgement_changes.what_changed,
        judgement_changes.level_before,
        theme_robustness.holds,
        case frameworks.scale
            when 'named' then '“' || framework_levels.word || '”'
            else 'level ' || theme_levels.level || ' (' || framework_levels.word || ')'
        end as said,
        case frameworks.scale
            when 'named' then '“' || lowest.word || '”'
            else
                case
                    when theme_levels.level - theme_levels.level_low > 1 then 'as low as '
                    else ''
                end
                || 'level ' || theme_levels.level_low
        end as low,
        case frameworks.scale
            when 'named' then '“' || highest.word || '”'
            else
                case
                    when theme_levels.level_high - theme_levels.level > 1 then 'as high as '
                    else ''
                end
                || 'level ' || theme_levels.level_high
        end as high
    from framework_themes
    inner join frameworks on framework_themes.framework = frameworks.framework
    inner join areas on areas.area_code = $area_code
    left join theme_levels
        on
            framework_themes.framework = theme_levels.framework
            and framework_themes.theme = theme_levels.theme
            and theme_levels.area_code = $area_code
            and theme_levels.as_at = cast($as_at as date)
    left join framework_levels
        on
            theme_levels.framework = framework_levels.framework
            and theme_levels.level = framework_levels.level
    left join framework_levels as lowest
        on
            theme_levels.framework = lowest.framework
            and theme_levels.level_low = lowest.level
    left join framework_levels as highest
        on
            theme_levels.framework = highest.framework
            and theme_levels.level_high = highest.level
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
    where framework_themes.framework = $framework and framework_themes.theme = $theme
)

select
    name || ', ' || title || ': '
    || case
        when level is null then 'not assessed'
        when level_low < level and level_high > level
            then said || ', could be ' || low || ' or ' || high
        when level_low < level then said || ', could be ' || low
        when level_high > level then said || ', could be ' || high
        else said
    end as headline,
    concat_ws(
        ' · ',
        'as at ' || strftime(cast($as_at as date), '%-d %b %Y'),
        coalesce(evidence_used, 0) || ' of ' || coalesce(evidence_possible, 0) || ' indicators',
        case
            when holds is not null then 'stands in ' || shown(holds, 0) || '% of draws'
            when level is not null then 'not drawn for this date'
        end,
        case what_changed
            when 'no change' then 'as a year earlier'
            when 'cannot be compared' then null
            else what_changed || ' since a year earlier'
        end
    ) as below,
    coalesce(why, 'No indicator with a figure bears on it.') as why
from said
