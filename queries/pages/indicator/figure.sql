-- title: One figure, its level and its comparison
-- params: indicator, area_code, as_at, framework
-- note: The last period up to the date. Higher and lower are said only where the authority's 95 %
--  interval does not hold the neighbours' value, better and worse only where there is a polarity.
--  The neighbours' value is sum over sum, or their median where the publisher gives no counts.

with figure as (
    select *
    from figure_series
    where
        indicator = $indicator
        and area_code = $area_code
        and period_end <= cast($as_at as date)
    order by period_end desc
    limit 1
)

select
    area_relations.name,
    area_relations.region_name,
    area_relations.country_name,
    listed_indicators.indicator,
    listed_indicators.title,
    listed_indicators.question,
    listed_indicators.kind,
    listed_indicators.unit,
    listed_indicators.decimals,
    listed_indicators.polarity,
    figure.period_end,
    figure.period_text,
    figure.period_status,
    figure.numerator,
    figure.denominator,
    figure.value,
    figure.lower,
    figure.upper,
    case
        when figure.value is null then coalesce(figure.missing_reason, 'not_collected')
    end as missing_reason,
    figure.neighbours_value as beside_value,
    figure.neighbours_areas as beside_areas,
    coalesce(figure.neighbours_is_median, false) as beside_is_median,
    evidence.level,
    evidence.level_low,
    evidence.level_high,
    framework_levels.word,
    frameworks.words,
    figure.direction,
    figure.points,
    figure.place,
    figure.judged,
    case
        when figure.judged in ('better', 'worse')
            then figure.place || ', which is ' || figure.judged
        else figure.place
    end as verdict
from listed_indicators
inner join area_relations on area_relations.area_code = $area_code
inner join frameworks on frameworks.framework = $framework
left join figure on listed_indicators.indicator = figure.indicator
left join evidence
    on
        listed_indicators.indicator = evidence.indicator
        and evidence.framework = $framework
        and evidence.area_code = $area_code
        and evidence.as_at = cast($as_at as date)
left join framework_levels
    on
        framework_levels.framework = $framework
        and evidence.level = framework_levels.level
where listed_indicators.indicator = $indicator
