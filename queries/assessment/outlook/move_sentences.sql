-- title: What would move us, in words
-- grain: one row for each framework, date, authority, theme below the top, role and indicator
-- note: As theme_moves. seen says whether as large a change was seen, among whom and in how long;
--   change_text is the smallest change in the words of what is counted; heading says where the
--   figure goes if nothing changes. In the order in which a page asks.

select
    theme_moves.framework,
    theme_moves.as_at,
    theme_moves.area_code,
    theme_moves.theme,
    framework_themes.position,
    framework_themes.title as theme_title,
    case
        when rungs.is_named then 'from “' || today.word || '” to “' || rungs.word || '”'
        else
            'from level ' || theme_moves.level || ' to ' || theme_moves.target_level || ', '
            || rungs.word
    end as step,
    theme_moves.role,
    theme_moves.indicator,
    indicator_labels.title,
    regexp_replace(indicator_labels.numerator, '^None: it is t', 'T') as numerator_words,
    theme_moves.seen_among,
    theme_moves.neighbours_seen,
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
            || figure_text(
                theme_moves.seen_to_value, indicator_labels.kind,
                cast(indicator_labels.decimals as integer)
            )
            || ' in ' || theme_moves.seen_years
            || case theme_moves.seen_years when 1 then ' year' else ' years' end
    end as seen,
    figure_text(
        theme_moves.value, indicator_labels.kind, cast(indicator_labels.decimals as integer)
    ) as now_text,
    figure_text(
        theme_moves.to_value, indicator_labels.kind, cast(indicator_labels.decimals as integer)
    ) as to_text,
    case
        when theme_moves.change_unit = 'pounds' then pounds(abs(theme_moves.change))
        when theme_moves.numerator is not null then shown(abs(theme_moves.change), 0)
        else
            shown(abs(theme_moves.change), cast(indicator_labels.decimals as integer)) || ' '
            || theme_moves.change_unit
    end
    || case
        when theme_moves.change > 0 then ' more'
        when theme_moves.change_unit = 'pounds' or theme_moves.numerator is null then ' less'
        else ' fewer'
    end
    || case
        when theme_moves.change_unit = 'pounds' or theme_moves.numerator is null then ''
        else
            ': ' || shown(theme_moves.to_numerator, 0) || ' in place of '
            || shown(theme_moves.numerator, 0)
            || coalesce(
                ', of ' || shown(theme_moves.denominator, 0) || ' '
                || regexp_replace(indicator_labels.unit, '^% of (the )?', ''), ''
            )
    end as change_text,
    case
        when projections.lower = projections.upper
            then 'It has stood at ' || figure_text(
                projections.value,
                indicator_labels.kind,
                cast(indicator_labels.decimals as integer)
            ) || ' all along'
        when projections.value is null
            then 'Where it is heading cannot be told: under five points of an unbroken series'
        when
            indicator_labels.kind = 'percentage'
            and projections.upper - projections.lower >= 60
            then 'Where it is heading cannot be told: it has gone up and down too much'
        else
            'If nothing changes it heads for '
            || figure_text(
                case indicator_labels.kind
                    when 'percentage' then greatest(projections.lower, 0)
                    else projections.lower
                end, indicator_labels.kind, cast(indicator_labels.decimals as integer)
            )
            || ' to '
            || figure_text(
                case indicator_labels.kind
                    when 'percentage' then least(projections.upper, 100)
                    else projections.upper
                end, indicator_labels.kind, cast(indicator_labels.decimals as integer)
            )
            || ' by ' || period_label(projections.projected_end, indicator_labels.period)
    end as heading
from theme_moves
inner join framework_themes
    on
        theme_moves.framework = framework_themes.framework
        and theme_moves.theme = framework_themes.theme
inner join rungs
    on theme_moves.framework = rungs.framework and theme_moves.target_level = rungs.level
inner join rungs as today
    on theme_moves.framework = today.framework and theme_moves.level = today.level
inner join indicator_labels on theme_moves.indicator = indicator_labels.indicator
left join evidence
    on
        theme_moves.framework = evidence.framework
        and theme_moves.as_at = evidence.as_at
        and theme_moves.area_code = evidence.area_code
        and theme_moves.indicator = evidence.indicator
left join projections
    on
        theme_moves.indicator = projections.indicator
        and theme_moves.area_code = projections.area_code
        and evidence.period_end = projections.period_end
        and projections.ahead = 1
left join areas as seen on theme_moves.seen_area = seen.area_code
order by
    theme_moves.framework,
    theme_moves.area_code,
    theme_moves.as_at,
    framework_themes.position,
    theme_moves.role,
    indicator_labels.title
