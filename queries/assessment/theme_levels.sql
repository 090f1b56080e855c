-- title: The level of each theme
-- grain: one row for each framework, date, authority and theme
-- note: The weighted mean of its indicators' levels, but no more levels above the weakest of them
--   than the framework's rule above_weakest allows. With less evidence than the framework asks for
--   the theme is not assessed. Only indicators with cut points count as evidence.

with rules as (
    select
        framework_themes.framework,
        framework_themes.theme,
        framework_themes.minimum_evidence,
        arg_max(framework_limits.value, framework_limits.theme is not null) as allowance
    from framework_themes
    inner join framework_limits
        on
            framework_themes.framework = framework_limits.framework
            and framework_limits.rule = 'above_weakest'
            and (
                framework_limits.theme is null
                or framework_themes.theme = framework_limits.theme
            )
    group by all
),

judged as (
    select distinct
        framework,
        indicator
    from framework_cut_points
),

weighed as (
    select
        evidence.framework,
        evidence.as_at,
        evidence.area_code,
        evidence.theme,
        evidence.indicator,
        evidence.value,
        evidence.level,
        evidence.level_low,
        evidence.level_high,
        framework_bearings.weight
    from evidence
    inner join judged
        on evidence.framework = judged.framework and evidence.indicator = judged.indicator
    inner join framework_bearings
        on
            evidence.framework = framework_bearings.framework
            and evidence.indicator = framework_bearings.indicator
),

gathered as (
    select
        framework,
        as_at,
        area_code,
        theme,
        count(level) as evidence_used,
        count(*) as evidence_possible,
        min(level) as weakest,
        min(level_low) as weakest_low,
        min(level_high) as weakest_high,
        rounded(quotient(sum(weight * level), sum(weight) filter (where level is not null)), 0)
            as mean,
        rounded(quotient(sum(weight * level_low), sum(weight) filter (where level is not null)), 0)
            as mean_low,
        rounded(quotient(sum(weight * level_high), sum(weight) filter (where level is not null)), 0)
            as mean_high,
        arg_min(indicator, (level, level_high, indicator)) filter (where level is not null)
            as weakest_indicator
    from weighed
    group by framework, as_at, area_code, theme
),

limited as (
    select
        gathered.*,
        rules.minimum_evidence,
        gathered.evidence_used >= rules.minimum_evidence as assessed,
        cast(least(gathered.mean, gathered.weakest + rules.allowance) as integer) as level,
        cast(least(gathered.mean_low, gathered.weakest_low + rules.allowance) as integer)
            as level_low,
        cast(least(gathered.mean_high, gathered.weakest_high + rules.allowance) as integer)
            as level_high
    from gathered
    inner join rules
        on gathered.framework = rules.framework and gathered.theme = rules.theme
),

tops as (
    select
        framework,
        max(level) as top
    from framework_levels
    group by framework
),

worded as (
    select
        limited.framework,
        limited.as_at,
        limited.area_code,
        limited.theme,
        limited.assessed,
        case when limited.assessed then limited.level end as level,
        case when limited.assessed then limited.level_low end as level_low,
        case when limited.assessed then limited.level_high end as level_high,
        limited.evidence_used,
        limited.evidence_possible,
        case when limited.assessed and limited.level < tops.top then limited.weakest_indicator end
            as limited_by,
        case
            when not limited.assessed
                then
                    'Not assessed: '
                    || case
                        when limited.evidence_used = 0 then 'none'
                        else cast(limited.evidence_used as text)
                    end
                    || ' of ' || limited.evidence_possible || ' indicators known, '
                    || limited.minimum_evidence || ' needed.'
            when limited.level = tops.top then 'Every indicator known reaches the highest level.'
            else
                'Held at level ' || limited.level || ' (' || framework_levels.word || ') by '
                || indicator_labels.title || '.'
        end as why
    from limited
    inner join tops on limited.framework = tops.framework
    left join framework_levels
        on
            limited.framework = framework_levels.framework
            and limited.level = framework_levels.level
    left join indicator_labels on limited.weakest_indicator = indicator_labels.indicator
)

select
    framework,
    as_at,
    area_code,
    theme,
    assessed,
    level,
    level_low,
    level_high,
    evidence_used,
    evidence_possible,
    limited_by,
    why
from worded
order by framework, area_code, as_at, theme
