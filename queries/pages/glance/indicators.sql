-- title: The indicators behind each theme's level
-- params: area_code, as_at, framework

select
    evidence.theme as id,
    evidence.indicator,
    indicator_labels.title,
    indicator_labels.kind,
    indicator_labels.unit,
    cast(indicator_labels.decimals as integer) as decimals,
    indicator_labels.period,
    evidence.value,
    evidence.lower,
    evidence.upper,
    figures.denominator,
    evidence.period_end,
    case
        when evidence.period_end is null then ''
        else period_label(evidence.period_end, indicator_labels.period)
    end as period_text,
    evidence.level,
    evidence.level_low,
    evidence.level_high,
    framework_levels.word,
    (
        select frameworks.words
        from frameworks
        where frameworks.framework = $framework
    ) as words,
    evidence.status,
    evidence.missing_reason,
    coalesce(theme_levels.limited_by = evidence.indicator, false) as limits
from evidence
inner join indicator_labels
    on evidence.indicator = indicator_labels.indicator
left join figures
    on
        evidence.indicator = figures.indicator
        and evidence.area_code = figures.area_code
        and evidence.period_end = figures.period_end
left join framework_levels
    on
        evidence.framework = framework_levels.framework
        and evidence.level = framework_levels.level
left join theme_levels
    on
        evidence.framework = theme_levels.framework
        and evidence.as_at = theme_levels.as_at
        and evidence.area_code = theme_levels.area_code
        and evidence.theme = theme_levels.theme
where
    evidence.framework = $framework
    and evidence.area_code = $area_code
    and evidence.as_at = cast($as_at as date)
order by evidence.level nulls last, indicator_labels.title
