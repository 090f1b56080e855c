-- title: What limits each theme below the top, and the smallest changes that would lift it
-- params: area_code, as_at, framework
-- note: role: every one that is needed, then any one of, or all together. seen says whether as
--   large a change was seen, among whom and in how long.

select
    framework_themes.theme as id,
    framework_themes.title as theme_title,
    theme_moves.level,
    theme_moves.target_level,
    framework_levels.word as target_word,
    theme_moves.role,
    theme_moves.indicator,
    indicator_labels.title,
    indicator_labels.unit,
    cast(indicator_labels.decimals as integer) as decimals,
    indicator_labels.numerator as numerator_words,
    theme_moves.value,
    theme_moves.to_value,
    theme_moves.numerator,
    theme_moves.to_numerator,
    theme_moves.denominator,
    theme_moves.change,
    theme_moves.change_unit,
    theme_moves.seen_among,
    theme_moves.neighbours_seen,
    seen.name as seen_name,
    theme_moves.seen_from_value,
    theme_moves.seen_to_value,
    theme_moves.seen_from,
    theme_moves.seen_to,
    theme_moves.seen_years,
    case theme_moves.seen_among
        when 'nobody' then 'Not within any move seen'
        else
            case theme_moves.seen_among
                when 'neighbours' then 'A neighbour, '
                else 'No neighbour; elsewhere '
            end
            || seen.name || ', went from '
            || shown(theme_moves.seen_from_value, cast(indicator_labels.decimals as integer))
            || ' to '
            || shown(theme_moves.seen_to_value, cast(indicator_labels.decimals as integer))
            || ' in ' || theme_moves.seen_years
            || case theme_moves.seen_years when 1 then ' year' else ' years' end
    end as seen
from theme_moves
inner join framework_themes
    on
        theme_moves.framework = framework_themes.framework
        and theme_moves.theme = framework_themes.theme
inner join framework_levels
    on
        theme_moves.framework = framework_levels.framework
        and theme_moves.target_level = framework_levels.level
inner join indicator_labels on theme_moves.indicator = indicator_labels.indicator
left join areas as seen on theme_moves.seen_area = seen.area_code
where
    theme_moves.framework = $framework
    and theme_moves.area_code = $area_code
    and theme_moves.as_at = cast($as_at as date)
order by framework_themes.position, theme_moves.role, indicator_labels.title
