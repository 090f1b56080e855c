-- title: One figure, its level and its comparison
-- params: indicator, area_code, as_at, framework
-- note: The last period up to the date. Higher and lower are said only where the authority's 95 %
--  interval does not hold the neighbours' value, better and worse only where there is a polarity.
--  The neighbours' value is sum over sum, or their median where the publisher gives no counts.

with

figure as (
    select *
    from figures
    where
        indicator = $indicator
        and area_code = $area_code
        and period_end <= cast($as_at as date)
    order by period_end desc
    limit 1
),

beside as (
    select
        comparisons.indicator,
        comparisons.areas,
        comparisons.value is null as is_median,
        coalesce(comparisons.value, comparisons.median) as value
    from comparisons
    inner join figure
        on
            comparisons.indicator = figure.indicator
            and comparisons.area_code = figure.area_code
            and comparisons.period_end = figure.period_end
    where comparisons.comparison = 'neighbours'
),

placed as (
    select
        areas.name,
        regions.name as region_name,
        countries.name as country_name,
        indicator_labels.indicator,
        indicator_labels.title,
        indicator_labels.question,
        indicator_labels.kind,
        indicator_labels.unit,
        cast(indicator_labels.decimals as integer) as decimals,
        indicator_labels.polarity,
        figure.period_end,
        period_label(figure.period_end, indicator_labels.period) as period_text,
        figure.period_status,
        figure.numerator,
        figure.denominator,
        figure.value,
        figure.lower,
        figure.upper,
        case
            when figure.value is null then coalesce(figure.missing_reason, 'not_collected')
        end as missing_reason,
        beside.value as beside_value,
        beside.areas as beside_areas,
        coalesce(beside.is_median, false) as beside_is_median,
        evidence.level,
        evidence.level_low,
        evidence.level_high,
        framework_levels.word,
        (
            select frameworks.words
            from frameworks
            where frameworks.framework = $framework
        ) as words,
        directions.direction,
        directions.points,
        case
            when figure.value is null or beside.value is null then null
            else coalesce(
                compared_with(figure.value, figure.lower, figure.upper, beside.value, 'neutral'),
                'untested'
            )
        end as place,
        compared_with(
            figure.value, figure.lower, figure.upper, beside.value, indicator_labels.polarity
        ) as judged
    from indicator_labels
    inner join areas
        on areas.area_code = $area_code
    left join areas as regions
        on areas.region_code = regions.area_code
    left join areas as countries
        on countries.area_type = 'country'
    left join figure
        on indicator_labels.indicator = figure.indicator
    left join beside
        on indicator_labels.indicator = beside.indicator
    left join evidence
        on
            indicator_labels.indicator = evidence.indicator
            and evidence.framework = $framework
            and evidence.area_code = $area_code
            and evidence.as_at = cast($as_at as date)
    left join framework_levels
        on
            evidence.framework = framework_levels.framework
            and evidence.level = framework_levels.level
    left join directions
        on
            figure.indicator = directions.indicator
            and figure.area_code = directions.area_code
            and figure.period_end = directions.period_end
    where indicator_labels.indicator = $indicator
)

select
    *,
    case
        when judged in ('better', 'worse') then place || ', which is ' || judged
        else place
    end as verdict
from placed
