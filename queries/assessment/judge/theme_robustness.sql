-- title: How sure each level and rank is
-- grain: one row for each framework, date, authority and assessed theme, at the last two dates
-- note: A thousand times everything somebody could as well have chosen or measured is simulated
--   again: each weight within the framework's range, each threshold within its range, each figure
--   from its 95 % interval, and of the indicators of a theme none or one is left out, never the
--   last. holds is the share of simulations in which the level is the one judged; levels and ranks
--   are given from the 5th to the 95th percentile. A rank counts the authorities at a higher level,
--   so equals share it. What matters most is found by keeping one of the four as it is in 100 of
--   the simulations: the from_ columns say how many points of holds are lost to each. Drawn by
--   hashes of what is drawn: every build gives the same.

-- 1,000 draws of everything, then 100 of the same with one of the four kept as it is.
with steps as (
    select
        draws.draw,
        kinds.kept,
        cast(1000 * kinds.kept + draws.draw as smallint) as step
    from range(1000) as draws (draw)
    cross join range(5) as kinds (kept)
    where kinds.kept = 0 or draws.draw < 100
),

-- The draws are most of a build: the latest date and the one before it.
recent as (
    select as_at
    from assessment_dates
    order by as_at desc
    limit 2
),

places as (
    select
        theme_levels.framework,
        theme_levels.as_at,
        theme_levels.area_code,
        theme_levels.theme,
        theme_levels.level,
        theme_levels.evidence_used,
        theme_rules.allowance,
        cast(
            row_number() over (
                order by
                    theme_levels.as_at, theme_levels.framework,
                    theme_levels.area_code, theme_levels.theme
            ) as integer
        ) as place,
        cast(
            dense_rank() over (
                order by theme_levels.as_at, theme_levels.framework, theme_levels.theme
            ) as smallint
        ) as theme_number
    from theme_levels
    inner join theme_rules
        on
            theme_levels.framework = theme_rules.framework
            and theme_levels.theme = theme_rules.theme
    where
        theme_levels.assessed
        and theme_levels.as_at in (select recent.as_at from recent)
),

rungs as (
    select
        framework_bearings.framework,
        framework_bearings.theme,
        framework_bearings.indicator,
        framework_bearings.weight,
        theme_rules.weight_range,
        ladders.points,
        ladders.ranges,
        row_number() over (
            partition by framework_bearings.framework, framework_bearings.theme
            order by framework_bearings.indicator
        ) as position,
        count(*) over (
            partition by framework_bearings.framework, framework_bearings.theme
        ) as positions,
        row_number() over (
            order by framework_bearings.framework, framework_bearings.indicator
        ) as rung
    from framework_bearings
    inner join ladders
        on
            framework_bearings.framework = ladders.framework
            and framework_bearings.indicator = ladders.indicator
    inner join theme_rules
        on
            framework_bearings.framework = theme_rules.framework
            and framework_bearings.theme = theme_rules.theme
),

rulers as (
    select
        steps.step,
        steps.draw,
        steps.kept,
        rungs.rung,
        case
            when steps.kept = 2 then rungs.points
            else
                list_transform(
                    range(1, len(rungs.points) + 1),
                    lambda i: rungs.points[i] + rungs.ranges[i] * (2 * uniform_draw(  -- noqa
                        hash(hash('cut', steps.draw, rungs.framework, rungs.indicator, i))  -- noqa
                    ) - 1)
                )
        end as points,
        case
            when steps.kept = 3 then rungs.weight
            else
                rungs.weight * (
                    1 + 0.01 * rungs.weight_range * (
                        2 * uniform_draw(
                            hash(hash('weight', steps.draw, rungs.framework, rungs.indicator))
                        ) - 1
                    )
                )
        end as weight,
        steps.kept <> 4
        and rungs.position = floor(
            uniform_draw(hash(hash('out', steps.draw, rungs.framework, rungs.theme)))
            * (rungs.positions + 1)
        ) as is_out
    from rungs
    cross join steps
),

figured as (
    select
        places.place,
        places.allowance,
        places.evidence_used > 1 as can_spare,
        rungs.rung,
        evidence.value,
        evidence.lower,
        evidence.upper,
        ladders.sense,
        ladders.levels,
        hash('figure', evidence.area_code, evidence.indicator) as seed
    from places
    inner join evidence
        on
            places.framework = evidence.framework
            and places.as_at = evidence.as_at
            and places.area_code = evidence.area_code
            and places.theme = evidence.theme
            and evidence.level is not null
    inner join rungs
        on evidence.framework = rungs.framework and evidence.indicator = rungs.indicator
    inner join ladders
        on evidence.framework = ladders.framework and evidence.indicator = ladders.indicator
),

-- A column for each stage, since a macro works out its argument wherever it names it.
hashed as (
    select
        figured.*,
        rulers.step,
        rulers.points,
        rulers.weight,
        case when rulers.kept <> 1 then hash(hash(figured.seed, rulers.draw)) end as hashed
    from figured
    inner join rulers on figured.rung = rulers.rung and not (figured.can_spare and rulers.is_out)
),

normal as (
    select
        *,
        normal_draw(hashed) as z
    from hashed
),

figures_drawn as (
    select
        *,
        drawn_figure(value, lower, upper, z) as drawn_value
    from normal
),

reached as (
    select
        place,
        step,
        weight,
        level_reached(drawn_value, sense, points, levels) as level
    from figures_drawn
),

summed as (
    select
        place,
        step,
        quotient(sum(weight * level), sum(weight)) as mean,
        min(level) as weakest
    from reached
    group by place, step
),

drawn as materialized (
    select
        summed.place,
        summed.step,
        places.theme_number,
        theme_level(summed.mean, summed.weakest, places.allowance) as level
    from summed
    inner join places on summed.place = places.place
),

held as (
    select
        drawn.place,
        count(*) filter (where steps.kept = 0) as draws,
        percentage(count(*) filter (where steps.kept = 0 and drawn.level = places.level), draws)
            as holds,
        quantile_disc(drawn.level, 0.05) filter (where steps.kept = 0) as level_low,
        quantile_disc(drawn.level, 0.95) filter (where steps.kept = 0) as level_high,
        count(*) filter (where drawn.step < 100 and drawn.level = places.level) as all_drawn,
        count(*) filter (where steps.kept = 1 and drawn.level = places.level) as figures_kept,
        count(*) filter (where steps.kept = 2 and drawn.level = places.level) as points_kept,
        count(*) filter (where steps.kept = 3 and drawn.level = places.level) as weights_kept,
        count(*) filter (where steps.kept = 4 and drawn.level = places.level) as indicators_kept
    from drawn
    inner join steps on drawn.step = steps.step
    inner join places on drawn.place = places.place
    group by drawn.place
),

at_level as (
    select
        theme_number,
        step,
        level,
        count(*) as areas
    from drawn
    where step < 1000
    group by theme_number, step, level
),

ranks as (
    select
        theme_number,
        step,
        level,
        cast(
            1 + coalesce(
                sum(areas) over (
                    partition by theme_number, step
                    order by level desc
                    rows between unbounded preceding and 1 preceding
                ), 0
            ) as smallint
        ) as rank
    from at_level
),

ranked as (
    select
        drawn.place,
        quantile_disc(ranks.rank, [0.05, 0.95]) as ends
    from drawn
    inner join ranks
        on
            drawn.theme_number = ranks.theme_number
            and drawn.step = ranks.step
            and drawn.level = ranks.level
    group by drawn.place
),

lost as (
    select
        places.framework,
        places.as_at,
        places.area_code,
        places.theme,
        places.level,
        held.draws,
        held.holds,
        held.level_low,
        held.level_high,
        rank() over (
            partition by places.framework, places.as_at, places.theme
            order by places.level desc
        ) as rank,
        cast(ranked.ends[1] as integer) as rank_low,
        cast(ranked.ends[2] as integer) as rank_high,
        count(*) over (partition by places.framework, places.as_at, places.theme) as areas,
        percentage(held.figures_kept - held.all_drawn, 100) as from_figures,
        percentage(held.points_kept - held.all_drawn, 100) as from_cut_points,
        percentage(held.weights_kept - held.all_drawn, 100) as from_weights,
        percentage(held.indicators_kept - held.all_drawn, 100) as from_indicators,
        greatest(from_figures, from_cut_points, from_weights, from_indicators) as most
    from places
    inner join held on places.place = held.place
    inner join ranked on places.place = ranked.place
)

select
    framework,
    as_at,
    area_code,
    theme,
    level,
    draws,
    holds,
    level_low,
    level_high,
    rank,
    rank_low,
    rank_high,
    areas,
    from_figures,
    from_cut_points,
    from_weights,
    from_indicators,
    case
        when most <= 0 then 'none'
        when from_figures = most then 'figures'
        when from_cut_points = most then 'thresholds'
        when from_indicators = most then 'indicators'
        else 'weights'
    end as matters_most
from lost
order by framework, as_at, area_code, theme
