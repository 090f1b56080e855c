-- title: What a reader may change in a scenario of each authority: its judged figures, and its
--   outcomes
-- grain: one row for each framework, date, authority and indicator with thresholds or red flags
-- note: value, lower and upper are empty where the figure is not known or too old to be used;
--   denominator is that of the period told of, from which the interval of a changed figure is
--   worked out. theme and weight are empty for outcomes. limit_lower and limit_upper are the limits
--   of an outcome by measured noise, widened how many times wider they are than chance alone,
--   beside_below and beside_above how far what it is set beside could by chance lie from its value.
--   flag and why are those of prospects.

with judged as (
    select
        evidence.framework,
        evidence.as_at,
        evidence.area_code,
        evidence.indicator,
        evidence.theme,
        evidence.period_end,
        evidence.weight,
        evidence.part,
        evidence.cases,
        evidence.uncertainty,
        theme_rules.z,
        evidence.level,
        ladders.sense,
        ladders.points,
        ladders.levels,
        case when evidence.status = 'used' then evidence.value end as value,
        case when evidence.status = 'used' then evidence.lower end as lower,
        case when evidence.status = 'used' then evidence.upper end as upper
    from evidence
    inner join ladders
        on evidence.framework = ladders.framework and evidence.indicator = ladders.indicator
    inner join theme_rules
        on evidence.framework = theme_rules.framework and evidence.theme = theme_rules.theme
),

tested as (
    select
        outcome_tests.framework,
        outcome_tests.as_at,
        outcome_tests.area_code,
        outcome_tests.indicator,
        outcome_tests.period_end,
        outcome_tests.value,
        outcome_tests.comparator_value,
        outcome_tests.is_worse,
        outcome_tests.is_worsening,
        outcome_tests.red_signs,
        outcome_tests.acted_on,
        coalesce(figure_limits.widened, 1) as widened,
        figure_limits.lower as limit_lower,
        figure_limits.upper as limit_upper,
        coalesce(comparison_tests.below, 0) as beside_below,
        coalesce(comparison_tests.above, 0) as beside_above,
        prospects.flag,
        prospects.why
    from outcome_tests
    left join figure_limits
        on
            outcome_tests.indicator = figure_limits.indicator
            and outcome_tests.area_code = figure_limits.area_code
            and outcome_tests.period_end = figure_limits.period_end
    left join comparison_tests
        on
            outcome_tests.indicator = comparison_tests.indicator
            and outcome_tests.area_code = comparison_tests.area_code
            and outcome_tests.period_end = comparison_tests.period_end
            and outcome_tests.comparator = comparison_tests.comparison
    left join prospects
        on
            outcome_tests.framework = prospects.framework
            and outcome_tests.as_at = prospects.as_at
            and outcome_tests.area_code = prospects.area_code
            and outcome_tests.indicator = prospects.indicator
),

together as (
    select * from judged
    union all by name
    select * from tested
)

select
    together.framework,
    together.as_at,
    together.area_code,
    together.indicator,
    together.theme,
    coalesce(framework_themes.position, 1000) as position,
    coalesce(framework_themes.title, 'Outcome') || ': ' || indicator_labels.title as label,
    indicator_labels.title,
    indicator_labels.kind,
    indicator_labels.unit,
    indicator_labels.polarity,
    indicator_labels.counts,
    coalesce(indicator_labels.uncertainty = 'complete', false) as is_complete,
    cast(indicator_labels.per as double) as per,
    cast(indicator_labels.decimals as integer) as decimals,
    figures.denominator,
    together.value,
    together.lower,
    together.upper,
    together.weight,
    together.part,
    together.cases,
    together.z,
    together.level,
    together.sense,
    together.points,
    together.levels,
    together.comparator_value,
    together.is_worse,
    together.is_worsening,
    together.red_signs,
    together.widened,
    together.limit_lower,
    together.limit_upper,
    together.beside_below,
    together.beside_above,
    together.acted_on,
    together.flag,
    together.why
from together
inner join indicator_labels on together.indicator = indicator_labels.indicator
left join framework_themes
    on together.framework = framework_themes.framework and together.theme = framework_themes.theme
left join figures
    on
        together.indicator = figures.indicator
        and together.area_code = figures.area_code
        and together.period_end = figures.period_end
order by together.framework, together.area_code, together.as_at, position, label
