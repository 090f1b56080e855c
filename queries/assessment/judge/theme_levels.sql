-- title: The level of each theme
-- grain: one row for each framework, date, authority and theme
-- note: Each judged figure has a height on its ladder, and could by chance have another. The
--   theme's height is their weighted mean, but no more than the rule above_weakest allows
--   over the lowest of them: over its value, or over what it could be at most. level_low and
--   level_high are the levels that leave at most half of what confidence leaves to either
--   side; level is named only where the two are one, and a run of three or more is not
--   assessed. A figure that is missing counts for the lower end as the lowest there is, so
--   that leaving one out never pays; figures too few to judge and those without a case are
--   left out. open_high is the upper end were each missing figure the highest there is.
--   low_height is where the lower end lies, least_level its level even where three remain.
--   confidence is how sure the run named is, in per cent. counted lists the indicators that
--   are judged or missing: a change of performance compares the same ones. limited_by is
--   the lowest figure. open_weight is the weight of the missing ones, and shrink what is left of
--   chance where all figures are taken together. Only a framework that names levels has any.
-- changes: framework, as_at, area_code, theme: level

with scales as (
    select distinct
        framework,
        bottom,
        top
    from rungs
),

judged as (
    select
        evidence.framework,
        evidence.as_at,
        evidence.area_code,
        evidence.theme,
        evidence.indicator,
        evidence.part,
        evidence.status,
        evidence.weight,
        evidence.kind,
        evidence.value,
        evidence.lower,
        evidence.upper,
        evidence.cases,
        evidence.height,
        evidence.level,
        evidence.level_high,
        ladders.sense,
        ladders.points,
        ladders.levels,
        theme_rules.allowance,
        theme_rules.z,
        coalesce(indicator_labels.source, evidence.indicator) as source,
        cast(indicator_labels.per as double) as per,
        scales.bottom - 0.5 as floor,
        scales.top + 0.5 as ceiling,
        if(evidence.part = 'judged', evidence.weight, 0) as used_weight,
        if(evidence.part = 'missing', evidence.weight, 0) as open_weight,
        coalesce(quotient(1, sqrt(evidence.cases)), 0) as spread
    from evidence
    inner join theme_rules
        on evidence.framework = theme_rules.framework and evidence.theme = theme_rules.theme
    inner join ladders
        on evidence.framework = ladders.framework and evidence.indicator = ladders.indicator
    inner join indicator_labels on evidence.indicator = indicator_labels.indicator
    inner join scales on evidence.framework = scales.framework
    where evidence.part <> 'no_case'
),

-- How far chance shrinks when the figures of a theme are taken together: told from their sizes
-- alone, so that no figure that rises makes a theme less sure. Where one is missing it does not.
-- Figures of one source (answers of the same leaders, records of the same cases) err together.
of_sources as (
    select
        framework,
        as_at,
        area_code,
        theme,
        source,
        sum(used_weight order by indicator) as weight,
        sum(open_weight order by indicator) as open_weight,
        sum(used_weight * spread order by indicator) as reach
    from judged
    group by framework, as_at, area_code, theme, source
),

shared as (
    select
        framework,
        as_at,
        area_code,
        theme,
        sum(weight order by source) as weight,
        sum(open_weight order by source) as open_weight,
        coalesce(
            quotient(sqrt(sum(reach * reach order by source)), sum(reach order by source)), 1
        ) as share
    from of_sources
    group by framework, as_at, area_code, theme
),

-- The ends of the run named, at minus and plus z; then the whole distribution, on a grid of z.
steps as (
    select distinct
        framework,
        theme,
        unnest([-1, 1]) * z as step,
        true as is_end
    from theme_rules
    union all
    select
        theme_rules.framework,
        theme_rules.theme,
        0.5 * (places.place - 6) as step,
        false as is_end
    from theme_rules
    cross join range(13) as places (place)
),

-- A column for each stage, since a macro works out what it is given wherever it names it. Each
-- figure with chance as it shrinks and, where that is asked for, alone.
values_then as (
    select
        judged.framework,
        judged.as_at,
        judged.area_code,
        judged.theme,
        judged.indicator,
        steps.step,
        steps.is_end,
        taken.is_alone,
        shared.open_weight,
        shared.weight as total_weight,
        judged.floor,
        judged.ceiling,
        judged.allowance,
        judged.weight,
        judged.height,
        judged.sense,
        judged.points,
        judged.levels,
        figure_at(
            judged.kind, judged.value, judged.lower, judged.upper, judged.cases,
            judged.per, judged.sense * steps.step * if(taken.is_alone, 1, shared.share)
        ) as value_then
    from judged
    inner join shared
        on
            judged.framework = shared.framework
            and judged.as_at = shared.as_at
            and judged.area_code = shared.area_code
            and judged.theme = shared.theme
            and shared.weight > 0
    inner join steps on judged.framework = steps.framework and judged.theme = steps.theme
    inner join (values (false), (true)) as taken (is_alone)
        on not taken.is_alone or steps.step > 0 or shared.open_weight > 0
    where judged.used_weight > 0
),

heights_then as (
    select
        *,
        ladder_height(value_then, sense, points, levels) as height_then
    from values_then
),

ends as (
    select
        framework,
        as_at,
        area_code,
        theme,
        step,
        is_end,
        any_value(open_weight) as open_weight,
        any_value(total_weight) as weights,
        any_value(floor) as floor,
        any_value(ceiling) as ceiling,
        any_value(allowance) as allowance,
        sum(weight * height_then order by indicator) filter (where not is_alone) as total,
        sum(weight * height_then order by indicator) filter (where is_alone) as wide_total,
        min(if(step > 0, height_then, height)) filter (where is_alone = (step > 0)) as lowest
    from heights_then
    group by framework, as_at, area_code, theme, step, is_end
),

heights as (
    select
        *,
        least(quotient(total, weights), coalesce(lowest + allowance, ceiling)) as known,
        case
            when open_weight = 0 then known
            else
                least(
                    quotient(wide_total + open_weight * floor, weights + open_weight),
                    coalesce(floor + allowance, ceiling)
                )
        end as least_height,
        case
            when open_weight = 0 then known
            else
                least(
                    quotient(wide_total + open_weight * ceiling, weights + open_weight),
                    coalesce(lowest + allowance, ceiling)
                )
        end as most_height
    from ends
),

runs as (
    select
        framework,
        as_at,
        area_code,
        theme,
        level_at_height(
            min(least_height) filter (where is_end), any_value(floor) + 0.5,
            any_value(ceiling) - 0.5
        ) as low,
        level_at_height(
            max(known) filter (where is_end), any_value(floor) + 0.5, any_value(ceiling) - 0.5
        ) as high,
        level_at_height(
            max(most_height) filter (where is_end), any_value(floor) + 0.5,
            any_value(ceiling) - 0.5
        ) as open_high,
        min(least_height) filter (where is_end) as low_height,
        any_value(known) filter (where not is_end and step = 0) as mean,
        list(least_height order by step) filter (where not is_end) as least_heights,
        list(known order by step) filter (where not is_end) as known_heights
    from heights
    group by framework, as_at, area_code, theme
),

ranked as (
    select
        *,
        min(level) over (partition by framework, as_at, area_code, theme) as lowest_level
    from judged
),

gathered as (
    select
        framework,
        as_at,
        area_code,
        theme,
        count(*) filter (where part = 'judged' and weight > 0) as evidence_used,
        count(*) as evidence_possible,
        count(*) filter (where part = 'missing') as missing,
        count(*) filter (where part = 'too_few') as too_few,
        arg_min(indicator, (height, indicator)) filter (where part = 'judged') as lowest,
        count(*) filter (where part = 'judged' and level = lowest_level) - 1 as others_as_weak,
        arg_min(indicator, indicator) filter (where part = 'missing') as first_missing,
        list(indicator order by indicator) filter (where part <> 'too_few') as counted
    from ranked
    group by framework, as_at, area_code, theme
),

standing as (
    select
        framework,
        as_at,
        area_code,
        count(*) filter (where status = 'used') as shown,
        theme,
        count(*) as bearing
    from evidence
    group by framework, as_at, area_code, theme
),

everywhere as (
    select distinct
        evidence.framework,
        evidence.as_at,
        evidence.area_code,
        theme_rules.theme,
        theme_rules.minimum_evidence,
        theme_rules.confidence,
        frameworks.names_levels
    from evidence
    inner join theme_rules on evidence.framework = theme_rules.framework
    inner join frameworks on evidence.framework = frameworks.framework
),

named as (
    select
        everywhere.*,
        runs.low,
        runs.high,
        runs.mean,
        runs.low_height,
        runs.open_high,
        gathered.lowest,
        gathered.others_as_weak,
        gathered.first_missing,
        gathered.counted,
        coalesce(standing.bearing, 0) as bearing,
        shared.open_weight,
        if(shared.open_weight > 0, 1, shared.share) as shrink,
        coalesce(gathered.missing, 0) as missing,
        coalesce(gathered.too_few, 0) as too_few,
        case
            when everywhere.names_levels then coalesce(gathered.evidence_used, 0)
            else coalesce(standing.shown, 0)
        end as evidence_used,
        case
            when everywhere.names_levels then coalesce(gathered.evidence_possible, 0)
            else coalesce(standing.bearing, 0)
        end as evidence_possible,
        everywhere.names_levels
        and coalesce(gathered.evidence_used >= greatest(everywhere.minimum_evidence, 1), false)
            as is_enough,
        coalesce(is_enough and runs.high - runs.low < 2, false) as assessed,
        100 * (
            1
            - share_under(runs.least_heights, runs.low - 0.5)
            - (1 - share_under(runs.known_heights, runs.high + 0.5))
        ) as confidence_reached
    from everywhere
    left join standing
        on
            everywhere.framework = standing.framework
            and everywhere.as_at = standing.as_at
            and everywhere.area_code = standing.area_code
            and everywhere.theme = standing.theme
    left join shared
        on
            everywhere.framework = shared.framework
            and everywhere.as_at = shared.as_at
            and everywhere.area_code = shared.area_code
            and everywhere.theme = shared.theme
    left join gathered
        on
            everywhere.framework = gathered.framework
            and everywhere.as_at = gathered.as_at
            and everywhere.area_code = gathered.area_code
            and everywhere.theme = gathered.theme
    left join runs
        on
            everywhere.framework = runs.framework
            and everywhere.as_at = runs.as_at
            and everywhere.area_code = runs.area_code
            and everywhere.theme = runs.theme
),

tops as (
    select
        framework,
        max(level) as top
    from framework_levels
    group by framework
)

select
    named.framework,
    named.as_at,
    named.area_code,
    named.theme,
    named.assessed,
    case when named.assessed and named.low = named.high then named.low end as level,
    case when named.assessed then named.low end as level_low,
    case when named.assessed then named.high end as level_high,
    case when named.assessed then levels_named(named.low, named.high) end as named,
    case
        when named.assessed then greatest(named.confidence_reached, named.confidence)
    end as confidence,
    case when named.is_enough then named.open_high end as open_high,
    named.counted,
    named.evidence_used,
    named.evidence_possible,
    named.missing,
    named.too_few,
    case when named.assessed and named.low < tops.top then named.lowest end as limited_by,
    case when named.assessed and named.low < tops.top then named.others_as_weak end
        as others_as_weak,
    case
        when not named.names_levels
            then
                'No level: this framework is another body’s. Evidence for '
                || named.evidence_used || ' of ' || named.evidence_possible || ' indicators.'
        when named.bearing = 0 then 'Not assessed: this theme has no indicators.'
        when named.evidence_possible = 0
            then 'Not assessed: no indicator of this theme is judged.'
        when not named.is_enough
            then
                'Not assessed: '
                || coalesce(cast(nullif(named.evidence_used, 0) as text), 'none')
                || ' of ' || named.evidence_possible || ' indicators known, '
                || named.minimum_evidence || ' needed'
                || case
                    when named.too_few > 0
                        then '; ' || named.too_few || ' more with too few cases to judge.'
                    else '.'
                end
        when not named.assessed
            then
                'Not assessed: the evidence fits levels ' || named.low || ' to ' || named.high
                || '. ' || case
                    when named.missing > 0
                        then 'What is missing would settle it, ' || settler.title || ' first.'
                    else 'More cases would settle it, of ' || weakest.title || ' first.'
                end
        else
            if(named.low = named.high, 'Level ', 'Levels ')
            || levels_named(named.low, named.high)
            || if(named.low = named.high, ' (' || framework_levels.word || ')', '')
            || ', ' || shown(
                least(floor(greatest(named.confidence_reached, named.confidence)), 99), 0
            )
            || '% sure. Lowest: ' || weakest.title || and_more(named.others_as_weak) || '.'
            || case
                when named.missing > 0
                    then
                        ' ' || named.missing || ' missing, which widens it downwards.'
                else ''
            end
    end as why,
    case when named.is_enough then named.mean end as mean,
    case when named.assessed then named.low_height end as low_height,
    case when named.is_enough then named.low end as least_level,
    named.open_weight,
    named.shrink
from named
left join tops on named.framework = tops.framework
left join framework_levels
    on named.framework = framework_levels.framework and named.low = framework_levels.level
left join indicator_labels as weakest on named.lowest = weakest.indicator
left join indicator_labels as settler on named.first_missing = settler.indicator
order by named.framework, named.area_code, named.as_at, named.theme
