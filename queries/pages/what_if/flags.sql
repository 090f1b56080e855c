-- title: Candidate flags today and as they would be
-- params: area_code, as_at, framework, changes
-- note: changes as in what_if/indicators. A theme may newly earn or lose its green by its level. An
--   outcome moved is compared anew with the comparators of today; its direction stays as tested,
--   and so does what is done about it.

with changes as (
    select
        json_extract_string(change, 'kind') as kind,
        json_extract_string(change, 'indicator') as indicator,
        try_cast(json_extract_string(change, 'level') as integer) as level,
        try_cast(json_extract_string(change, 'value') as double) as value
    from (
        select unnest(from_json(coalesce(nullif($changes, ''), '[]'), '["json"]')) as change
    ) as listed
),

cuts as (
    select
        framework_cut_points.indicator,
        list(
            coalesce(changes.value, framework_cut_points.from_value)
            order by framework_cut_points.level
        ) as points
    from framework_cut_points
    left join changes
        on
            changes.kind = 'cut_point'
            and framework_cut_points.indicator = changes.indicator
            and framework_cut_points.level = changes.level
    where framework_cut_points.framework = $framework
    group by framework_cut_points.indicator
),

stated as (
    select
        evidence.theme,
        evidence.indicator,
        evidence.level as today_level,
        evidence.weight as today_weight,
        ladders.points as today_points,
        ladders.sense,
        ladders.levels,
        cuts.points,
        figures.denominator,
        indicator_labels.kind,
        indicator_labels.counts,
        cast(indicator_labels.per as double) as per,
        moved.value is not null as is_moved,
        case when evidence.status = 'used' then evidence.value end as today_value,
        coalesce(moved.value, case when evidence.status = 'used' then evidence.value end)
            as value,
        case when evidence.status = 'used' then evidence.lower end as today_lower,
        case when evidence.status = 'used' then evidence.upper end as today_upper,
        coalesce(weighed.value, evidence.weight) as weight,
        quotient(moved.value * figures.denominator, per) as numerator
    from evidence
    inner join ladders
        on evidence.framework = ladders.framework and evidence.indicator = ladders.indicator
    inner join cuts on evidence.indicator = cuts.indicator
    inner join indicator_labels on evidence.indicator = indicator_labels.indicator
    left join figures
        on
            evidence.indicator = figures.indicator
            and evidence.area_code = figures.area_code
            and evidence.period_end = figures.period_end
    left join changes as moved
        on moved.kind = 'figure' and evidence.indicator = moved.indicator
    left join changes as weighed
        on
            weighed.kind = 'weight'
            and evidence.indicator = weighed.indicator
            and weighed.value >= 0
    where
        evidence.framework = $framework
        and evidence.area_code = $area_code
        and evidence.as_at = cast($as_at as date)
),

bounded as (
    select
        *,
        case
            when is_moved then interval_lower(kind, counts, round(numerator), denominator, per)
            else today_lower
        end as lower,
        case
            when is_moved then interval_upper(kind, counts, round(numerator), denominator, per)
            else today_upper
        end as upper
    from stated
),

reached as (
    select
        *,
        level_reached(value, sense, points, levels) as level,
        level_reached(lower, sense, points, levels) as at_lower,
        level_reached(upper, sense, points, levels) as at_upper
    from bounded
),

judged as (
    select
        *,
        least(level, at_lower, at_upper) as level_low,
        greatest(level, at_lower, at_upper) as level_high
    from reached
),

gathered as (
    select
        theme,
        count(level) as evidence_used,
        count(*) as evidence_possible,
        min(level) as weakest,
        min(level_low) as weakest_low,
        min(level_high) as weakest_high,
        quotient(sum(weight * level), sum(weight) filter (where level is not null)) as mean,
        quotient(sum(weight * level_low), sum(weight) filter (where level is not null))
            as mean_low,
        quotient(sum(weight * level_high), sum(weight) filter (where level is not null))
            as mean_high,
        arg_min(indicator, (level, level_high, indicator)) filter (where level is not null)
            as weakest_indicator
    from judged
    group by theme
),

ruled as (
    select
        framework_themes.theme,
        framework_themes.title,
        framework_themes.position,
        framework_themes.minimum_evidence,
        arg_max(framework_limits.value, framework_limits.theme is not null) as allowance
    from framework_themes
    left join framework_limits
        on
            framework_themes.framework = framework_limits.framework
            and framework_limits.rule = 'above_weakest'
            and (
                framework_limits.theme is null
                or framework_themes.theme = framework_limits.theme
            )
    where framework_themes.framework = $framework
    group by all
),

levelled as (
    select
        ruled.theme,
        ruled.title,
        ruled.position,
        gathered.evidence_used,
        gathered.evidence_possible,
        gathered.weakest_indicator,
        coalesce(gathered.evidence_used >= greatest(ruled.minimum_evidence, 1), false) as assessed,
        theme_level(gathered.mean, gathered.weakest, ruled.allowance) as level,
        theme_level(gathered.mean_low, gathered.weakest_low, ruled.allowance) as level_low,
        theme_level(gathered.mean_high, gathered.weakest_high, ruled.allowance) as level_high
    from ruled
    left join gathered on ruled.theme = gathered.theme
),

rules as (
    select
        max(value) filter (where rule = 'green_from_level') as from_level,
        cast(max(value) filter (where rule = 'green_evidence_years') as integer) as years
    from framework_limits
    where framework = $framework
),

today as (
    select *
    from prospects
    where
        framework = $framework
        and area_code = $area_code
        and as_at = cast($as_at as date)
),

outcomes as (
    select
        outcome_tests.*,
        indicator_labels.kind,
        indicator_labels.counts,
        figures.denominator,
        moved.value as moved,
        cast(indicator_labels.per as double) as per,
        round(quotient(moved.value * figures.denominator, per)) as numerator
    from outcome_tests
    inner join indicator_labels on outcome_tests.indicator = indicator_labels.indicator
    inner join figures
        on
            outcome_tests.indicator = figures.indicator
            and outcome_tests.area_code = figures.area_code
            and outcome_tests.period_end = figures.period_end
    left join changes as moved
        on moved.kind = 'figure' and outcome_tests.indicator = moved.indicator
    where
        outcome_tests.framework = $framework
        and outcome_tests.area_code = $area_code
        and outcome_tests.as_at = cast($as_at as date)
),

retested as (
    select
        *,
        case
            when moved is null then is_worse
            else
                coalesce(
                    compared_with(
                        moved,
                        interval_lower(kind, counts, numerator, denominator, per),
                        interval_upper(kind, counts, numerator, denominator, per),
                        comparator_value, polarity
                    ) = 'worse', false
                )
        end as would_be_worse
    from outcomes
),

concerns as (
    select
        retested.indicator,
        retested.title,
        today.flag as today_flag,
        today.why,
        case
            when
                retested.acted_on = false
                and cast(retested.would_be_worse as integer)
                + cast(retested.is_worsening as integer) >= retested.red_signs
                then 'red'
        end as flag
    from retested
    left join today on retested.indicator = today.indicator
),

strengths as (
    select
        levelled.theme,
        levelled.title,
        case when any_value(today.theme) is not null then 'green' end as today_flag,
        any_value(today.why) as why,
        case
            when bool_or(levelled.assessed and levelled.level >= rules.from_level) then 'green'
        end as flag
    from levelled
    cross join rules
    inner join evidence_items
        on
            evidence_items.area_code = $area_code
            and levelled.theme = evidence_items.theme
            and evidence_items.dated_on <= cast($as_at as date)
            and evidence_items.dated_on > cast($as_at as date) - to_years(rules.years)
    left join today on levelled.theme = today.theme
    group by levelled.theme, levelled.title
)

select
    indicator,
    cast(null as text) as theme,
    title,
    today_flag,
    flag,
    why
from concerns
where today_flag is not null or flag is not null
union all by name
select
    cast(null as text) as indicator,
    strengths.theme,
    strengths.title,
    strengths.today_flag,
    strengths.flag,
    strengths.why
from strengths
where strengths.today_flag is not null or strengths.flag is not null
order by title
