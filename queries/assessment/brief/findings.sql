-- title: What each figure says, compared with neighbours and over time
-- grain: one row for each framework, date, authority and indicator that counts towards it, or
--   outcome, with a value
-- note: The latest figure not older than the framework allows, beside that of the statistical
--   neighbours. Every outcome is here where the framework keeps outcomes apart, those that count
--   towards nothing too. place is that of comparison_tests. moving is the direction: of an outcome
--   against the country where that can be tested, so that no national tide counts as its own; of
--   all else its own. strength is size (least differences worth telling) by sureness (distance in
--   limits of chance, at most twice them) by weight. Where nothing can be tested, and the figure
--   lies in the best or the worst quarter of all and on that side of the neighbours, the finding is
--   untested, and said to be so; never of a percentage of under five. finding is empty where
--   nothing stands out: a difference within the 99.8 % limits of measured noise, too small to be
--   worth telling, or that reads the same on both sides, is none, however sure.

with kept_apart as (
    select
        framework,
        max(max_age_years) as max_age_years
    from framework_bearings
    where theme is null
    group by framework
),

bearing_all as (
    select
        framework,
        indicator,
        theme,
        weight,
        max_age_years
    from framework_bearings
    union all
    select
        kept_apart.framework,
        indicator_labels.indicator,
        cast(null as text) as theme,
        1 as weight,
        kept_apart.max_age_years
    from kept_apart
    cross join indicator_labels
    left join framework_bearings
        on
            kept_apart.framework = framework_bearings.framework
            and indicator_labels.indicator = framework_bearings.indicator
    where
        indicator_labels.theme = 'outcomes'
        and indicator_labels.status <> 'retired'
        and framework_bearings.indicator is null
),

bearing as (
    select
        bearing_all.framework,
        bearing_all.indicator,
        bearing_all.theme,
        bearing_all.weight,
        bearing_all.max_age_years,
        indicator_labels.title,
        indicator_labels.kind,
        indicator_labels.unit,
        indicator_labels.polarity,
        indicator_labels.period,
        indicator_labels.owner,
        coalesce(indicator_labels.uncertainty = 'complete', false) as is_complete,
        cast(indicator_labels.decimals as integer) as decimals,
        cast(indicator_labels.least_difference as double) as least_difference
    from bearing_all
    inner join indicator_labels
        on
            bearing_all.indicator = indicator_labels.indicator
            and indicator_labels.kind <> 'count'
),

latest as (
    select
        bearing.framework,
        bearing.indicator,
        assessment_dates.as_at,
        figures.area_code,
        max(figures.period_end) as period_end
    from bearing
    inner join figures
        on
            bearing.indicator = figures.indicator
            and figures.area_type = 'authority'
            and figures.value is not null
    inner join assessment_dates
        on
            figures.period_end <= assessment_dates.as_at
            and figures.period_end > assessment_dates.as_at - to_years(bearing.max_age_years)
    group by all
),

placed as (
    select
        latest.framework,
        latest.as_at,
        latest.area_code,
        bearing.theme,
        latest.indicator,
        bearing.title,
        bearing.kind,
        bearing.unit,
        bearing.decimals,
        bearing.polarity,
        bearing.owner,
        bearing.is_complete,
        latest.period_end,
        period_label(latest.period_end, bearing.period) as period_text,
        figures.numerator,
        figures.denominator,
        figures.value,
        figures.lower,
        figures.upper,
        bearing.weight,
        bearing.least_difference,
        beside.beside_value,
        beside.areas as beside_areas,
        beside.verdict as place,
        beside.basis,
        beside.widened,
        coalesce(beside.steps, 0) as steps,
        coalesce(beside.sureness, 0) as sureness,
        goodness(figures.value, bearing.polarity) > goodness(beside.beside_value, bearing.polarity)
            as is_better,
        rounded(figures.value, bearing.decimals) = rounded(beside.beside_value, bearing.decimals)
            as reads_alike,
        ranks.band,
        directions.direction,
        directions.relative,
        directions.points,
        if(
            bearing.theme is null and directions.relative <> 'cannot be calculated',
            directions.relative, directions.direction
        ) as moving
    from latest
    inner join bearing
        on latest.framework = bearing.framework and latest.indicator = bearing.indicator
    inner join figures
        on
            latest.indicator = figures.indicator
            and latest.area_code = figures.area_code
            and latest.period_end = figures.period_end
    left join comparison_tests as beside
        on
            latest.indicator = beside.indicator
            and latest.area_code = beside.area_code
            and latest.period_end = beside.period_end
            and beside.comparison = 'neighbours'
    left join directions
        on
            latest.indicator = directions.indicator
            and latest.area_code = directions.area_code
            and latest.period_end = directions.period_end
    left join ranks
        on
            latest.indicator = ranks.indicator
            and latest.area_code = ranks.area_code
            and latest.period_end = ranks.period_end
)

select
    *,
    -- Untested: half as sure as what is just beyond chance.
    steps * least(if(place is null, 0.5, sureness), 2) * weight as strength,
    -- More than all of a group comes from where people live, not from what is done for them.
    steps >= 1
    and not coalesce(reads_alike, true)
    and not (unit like 'for every 100 %' and value > 100) as is_worth_telling,
    place is null and is_worth_telling and not is_few(kind, denominator) as is_untested,
    -- Of some forty figures tested at once two would differ at 95 % by chance alone.
    place in ('better', 'worse')
    and is_worth_telling
    and sureness >= quotient(z_998(), z_95()) as is_apart,
    case
        when is_apart and moving in ('improving', 'worsening') then place || '_' || moving
        when is_apart then place
        when moving in ('improving', 'worsening') then moving
        when is_untested and band = 1 and is_better then 'better_untested'
        when is_untested and band = 4 and not is_better then 'worse_untested'
    end as finding
from placed
order by framework, area_code, as_at, indicator
