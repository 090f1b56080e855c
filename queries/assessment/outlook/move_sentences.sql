-- title: What would move us, in words
-- grain: one row for each framework, date, authority, theme below the top, role and indicator
-- note: As theme_moves. seen says whether as large a change was seen, among whom and in how long;
--   change_text is what would have to come about, in the words of what is counted; for what leaders
--   say, what they said was missing. earliest_text is from when the level could be reached; heading
--   says where the figure goes if nothing changes. In the order in which a page asks.

with missed as (
    select
        survey_pairs.area_code,
        survey_pairs.wave,
        listed(
            list(
                survey_items.title || ' (valued by '
                || shown(valued.value, 0) || '%, received by ' || shown(received.value, 0) || '%)'
                order by valued.value - received.value desc, survey_items.title
            )[:3]
        ) as most_missed
    from survey_pairs
    inner join survey_items on survey_pairs.item = survey_items.item
    inner join survey_results as valued
        on
            survey_pairs.area_code = valued.area_code
            and survey_pairs.wave = valued.wave
            and survey_pairs.item = valued.item
            and valued.asked = 'valued'
    inner join survey_results as received
        on
            survey_pairs.area_code = received.area_code
            and survey_pairs.wave = received.wave
            and survey_pairs.item = received.item
            and received.asked = 'received'
    where survey_pairs.verdict = 'wanted_more'
    group by survey_pairs.area_code, survey_pairs.wave
),

waves as (
    select distinct
        area_code,
        wave
    from survey_results
),

last_waves as (
    select
        assessment_dates.as_at,
        waves.area_code,
        max(waves.wave) as wave
    from waves
    inner join assessment_dates on waves.wave <= assessment_dates.as_at
    group by assessment_dates.as_at, waves.area_code
)

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
        when 'nobody'
            then
                'No move of this size has been seen'
                || if(indicator_labels.uncertainty = 'complete', '', ' beyond chance')
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
        when theme_moves.way = 'survey' and missed.most_missed is not null
            then 'What leaders said is missing: ' || missed.most_missed
        when theme_moves.way = 'survey'
            then 'The survey does not show what leaders miss: ask them'
        when theme_moves.next_needed is not null
            then
                case when theme_moves.change < 0 then 'At most ' else '' end
                || shown(theme_moves.next_needed, 0) || ' of the next '
                || shown(theme_moves.next_cases, 0) || ' ' || theme_moves.change_unit
        when theme_moves.way = 'cases'
            then
                if(theme_moves.change < 0, 'At most ', 'At least ') || figure_text(
                    theme_moves.to_value, indicator_labels.kind,
                    cast(indicator_labels.decimals as integer)
                )
                || ' in the cases to come'
        when theme_moves.change_unit = 'pounds'
            then
                pounds(abs(theme_moves.change))
                || if(theme_moves.change > 0, ' more', ' less') || ' on the next date'
        when theme_moves.numerator is not null
            then
                shown(abs(theme_moves.change), 0)
                || if(theme_moves.change > 0, ' more: ', ' fewer: ')
                || shown(theme_moves.to_numerator, 0) || ' of '
                || shown(theme_moves.denominator, 0) || coalesce(
                    ' ' || regexp_replace(indicator_labels.unit, '^% of (the )?', ''), ''
                )
                || ' instead of ' || shown(theme_moves.numerator, 0)
        else
            shown(abs(theme_moves.change), cast(indicator_labels.decimals as integer)) || ' '
            || theme_moves.change_unit || if(theme_moves.change > 0, ' more', ' less')
    end as change_text,
    rungs.said || ' possible from ' || strftime(theme_moves.earliest_on, '%-d %b %Y')
        as earliest_text,
    theme_moves.way,
    case
        when projections.lower = projections.upper
            then figure_text(
                projections.value,
                indicator_labels.kind,
                cast(indicator_labels.decimals as integer)
            ) || ' throughout'
        when projections.value is null
            then 'No forecast: fewer than 5 comparable years'
        when
            indicator_labels.kind = 'percentage'
            and projections.upper - projections.lower >= 60
            then 'Too variable to project'
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
left join last_waves
    on
        theme_moves.as_at = last_waves.as_at
        and theme_moves.area_code = last_waves.area_code
left join missed
    on last_waves.area_code = missed.area_code and last_waves.wave = missed.wave
order by
    theme_moves.framework,
    theme_moves.area_code,
    theme_moves.as_at,
    framework_themes.position,
    theme_moves.role,
    indicator_labels.title
