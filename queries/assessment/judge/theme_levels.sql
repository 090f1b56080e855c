-- title: The level of each theme
-- grain: one row for each framework, date, authority and theme
-- note: The weighted mean of its indicators' levels, but no more levels above the weakest of them
--   than the framework's rule above_weakest allows. With less evidence than the framework asks for
--   the theme is not assessed. Only indicators with thresholds count as evidence. mean is the
--   weighted mean before it is limited and rounded. limited_by is the weakest indicator, and
--   others_as_weak counts those at the same level. is_tested: every figure it rests on has an
--   interval; where one has none, the range from level_low to level_high may be wider.
-- changes: framework, as_at, area_code, theme: level

with standing as (
    select distinct
        framework,
        as_at,
        area_code
    from evidence
),

judged as (
    select
        evidence.*,
        case when evidence.level is not null then evidence.weight end as used_weight,
        evidence.level = min(evidence.level) over (
            partition by
                evidence.framework, evidence.as_at, evidence.area_code, evidence.theme
        ) as is_weakest
    from evidence
    inner join frameworks on evidence.framework = frameworks.framework
    where evidence.is_judged or not frameworks.names_levels
),

gathered as (
    select
        framework,
        as_at,
        area_code,
        theme,
        count(*) filter (where level is not null or not is_judged and status = 'used')
            as evidence_used,
        count(*) as evidence_possible,
        count(*) filter (where level is not null and lower is null) as untested,
        min(level) as weakest,
        min(level_low) as weakest_low,
        min(level_high) as weakest_high,
        quotient(sum(weight * level), sum(used_weight)) as mean,
        quotient(sum(weight * level_low), sum(used_weight)) as mean_low,
        quotient(sum(weight * level_high), sum(used_weight)) as mean_high,
        arg_min(indicator, (level, level_high, indicator)) filter (where level is not null)
            as weakest_indicator,
        count(*) filter (where is_weakest) - 1 as others_as_weak
    from judged
    group by framework, as_at, area_code, theme
),

limited as (
    select
        standing.framework,
        standing.as_at,
        standing.area_code,
        theme_rules.theme,
        theme_rules.minimum_evidence,
        gathered.mean,
        gathered.weakest,
        gathered.weakest_indicator,
        gathered.others_as_weak,
        coalesce(gathered.evidence_used, 0) as evidence_used,
        coalesce(gathered.evidence_possible, 0) as evidence_possible,
        coalesce(gathered.untested, 0) as untested,
        frameworks.names_levels
        and coalesce(
            gathered.evidence_used >= greatest(theme_rules.minimum_evidence, 1), false
        ) as assessed,
        theme_level(gathered.mean, gathered.weakest, theme_rules.allowance) as level,
        theme_level(gathered.mean_low, gathered.weakest_low, theme_rules.allowance) as level_low,
        theme_level(gathered.mean_high, gathered.weakest_high, theme_rules.allowance) as level_high
    from standing
    inner join frameworks on standing.framework = frameworks.framework
    inner join theme_rules on standing.framework = theme_rules.framework
    left join gathered
        on
            standing.framework = gathered.framework
            and standing.as_at = gathered.as_at
            and standing.area_code = gathered.area_code
            and theme_rules.theme = gathered.theme
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
        case when limited.assessed then limited.mean end as mean,
        case when limited.assessed then limited.untested = 0 end as is_tested,
        limited.evidence_used,
        limited.evidence_possible,
        case when limited.assessed and limited.level < tops.top then limited.weakest_indicator end
            as limited_by,
        case when limited.assessed and limited.level < tops.top then limited.others_as_weak end
            as others_as_weak,
        case
            when not frameworks.names_levels
                then
                    'No level: only inspectors give outcomes of this framework. Evidence for '
                    || limited.evidence_used || ' of ' || limited.evidence_possible
                    || ' indicators.'
            when limited.evidence_possible = 0
                then 'Not assessed: this theme has no indicators.'
            when not limited.assessed
                then
                    'Not assessed: '
                    || case
                        when limited.evidence_used = 0 then 'none'
                        else cast(limited.evidence_used as text)
                    end
                    || ' of ' || limited.evidence_possible || ' indicators known, '
                    || limited.minimum_evidence || ' needed.'
            when limited.level = tops.top and limited.weakest = tops.top
                then 'Every indicator known reaches the highest level.'
            when limited.level = tops.top
                then 'The indicators known reach the highest level on average.'
            when frameworks.scale = 'named'
                then
                    'Limited to “' || framework_levels.word || '” by ' || indicator_labels.title
                    || and_more(limited.others_as_weak) || '.'
            else
                'Limited to level ' || limited.level || ' (' || framework_levels.word || ') by '
                || indicator_labels.title || and_more(limited.others_as_weak) || '.'
        end as why
    from limited
    inner join frameworks on limited.framework = frameworks.framework
    left join tops on limited.framework = tops.framework
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
    others_as_weak,
    why,
    mean,
    is_tested
from worded
order by framework, area_code, as_at, theme
