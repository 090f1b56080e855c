-- title: The evidence of a theme, used and missing
-- params: area_code, as_at, framework, theme

select
    evidence.indicator,
    indicator_labels.title,
    indicator_labels.unit,
    indicator_labels.kind,
    case
        when ladders.indicator is null then 'shown, not judged'
        when evidence.status = 'used' then 'used'
        when evidence.status = 'not_collected'
            then 'not collected: needs ' || indicator_labels.source
        else replace(evidence.status, '_', ' ')
    end as part_played,
    cast(indicator_labels.decimals as integer) as decimals,
    evidence.status,
    evidence.missing_reason,
    evidence.period_end,
    case
        when evidence.period_end is null then ''
        else period_label(evidence.period_end, indicator_labels.period)
    end as period_text,
    evidence.value,
    evidence.lower,
    evidence.upper,
    figures.numerator,
    figures.denominator,
    indicator_labels.numerator as numerator_words,
    indicator_labels.denominator as denominator_words,
    evidence.weight,
    framework_bearings.max_age_years,
    ladders.indicator is not null as is_judged,
    evidence.level,
    evidence.level_low,
    evidence.level_high,
    framework_levels.word,
    case
        when evidence.level is null then 'no level'
        when frameworks.scale = 'named' then framework_levels.word
        else 'level ' || evidence.level || ' ' || framework_levels.word
    end
    || case
        when evidence.level_low is null or evidence.level_low = evidence.level_high then ''
        else
            ', could be ' || concat_ws(
                ' or ',
                case
                    when evidence.level_low < evidence.level
                        then
                            case
                                when evidence.level - evidence.level_low > 1 then 'down to '
                                else ''
                            end
                            || case frameworks.scale
                                when 'named' then lowest.word
                                else cast(evidence.level_low as text)
                            end
                end,
                case
                    when evidence.level_high > evidence.level
                        then
                            case
                                when evidence.level_high - evidence.level > 1 then 'up to '
                                else ''
                            end
                            || case frameworks.scale
                                when 'named' then highest.word
                                else cast(evidence.level_high as text)
                            end
                end
            )
    end as level_text,
    frameworks.scale <> 'named' as is_numbered,
    coalesce(theme_levels.limited_by = evidence.indicator, false) as limits,
    'Source rows' as source_rows
from evidence
inner join frameworks on evidence.framework = frameworks.framework
inner join indicator_labels on evidence.indicator = indicator_labels.indicator
inner join framework_bearings
    on
        evidence.framework = framework_bearings.framework
        and evidence.indicator = framework_bearings.indicator
left join theme_levels
    on
        evidence.framework = theme_levels.framework
        and evidence.as_at = theme_levels.as_at
        and evidence.area_code = theme_levels.area_code
        and evidence.theme = theme_levels.theme
left join ladders
    on evidence.framework = ladders.framework and evidence.indicator = ladders.indicator
left join figures
    on
        evidence.indicator = figures.indicator
        and evidence.area_code = figures.area_code
        and evidence.period_end = figures.period_end
left join framework_levels
    on
        evidence.framework = framework_levels.framework
        and evidence.level = framework_levels.level
left join framework_levels as lowest
    on evidence.framework = lowest.framework and evidence.level_low = lowest.level
left join framework_levels as highest
    on evidence.framework = highest.framework and evidence.level_high = highest.level
where
    evidence.framework = $framework
    and evidence.area_code = $area_code
    and evidence.as_at = cast($as_at as date)
    and evidence.theme = $theme
order by is_judged desc, evidence.level asc nulls last, indicator_labels.title asc
