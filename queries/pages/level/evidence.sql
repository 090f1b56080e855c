-- title: The evidence of a theme, used and missing
-- params: area_code, as_at, framework, theme

select
    evidence.indicator,
    indicator_labels.title,
    indicator_labels.unit,
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
    coalesce(theme_levels.limited_by = evidence.indicator, false) as limits
from evidence
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
where
    evidence.framework = $framework
    and evidence.area_code = $area_code
    and evidence.as_at = cast($as_at as date)
    and evidence.theme = $theme
order by is_judged desc, evidence.level asc nulls last, indicator_labels.title asc
