-- title: The indicators behind each theme's level
-- params: area_code, as_at, framework

select
    evidence.theme as id,
    evidence.indicator,
    evidence.title,
    evidence.kind,
    evidence.unit,
    evidence.decimals,
    evidence.value,
    evidence.lower,
    evidence.upper,
    evidence.denominator,
    evidence.period_end,
    evidence.period_text,
    evidence.level,
    evidence.level_low,
    evidence.level_high,
    evidence.word,
    (
        select frameworks.words
        from frameworks
        where frameworks.framework = $framework
    ) as words,
    evidence.status,
    evidence.missing_reason,
    coalesce(theme_levels.limited_by = evidence.indicator, false) as limits
from evidence
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
order by evidence.level nulls last, evidence.title
