-- title: The findings of a briefing one by one, each with its chart and the figure behind it
-- grain: one row for each framework, date, authority and finding
-- note: Where we stand; at most two findings going well and two that worry, each of a figure of its
--   own; what changed; the questions. chart is levels, trend, beside or nothing: a trend where the
--   sentence names one, else the figure next to others. value and what is shown with it are the
--   figure. With whom it is about and by which rules.

with rated as (
    select
        framework,
        as_at,
        area_code,
        bool_or(level_low is not null) as has_levels
    from theme_levels
    group by framework, as_at, area_code
),

-- The first sentence about each figure; where a part has none, its first sentence.
ranked as (
    select
        sentences.*,
        row_number() over (
            partition by
                sentences.framework,
                sentences.as_at,
                sentences.area_code,
                sentences.part,
                sentences.indicator
            order by sentences.position
        ) as again,
        bool_or(sentences.indicator is not null) over (
            partition by
                sentences.framework, sentences.as_at, sentences.area_code, sentences.part
        ) as part_has_figure
    from sentences
),

turned as (
    select
        *,
        row_number() over (
            partition by framework, as_at, area_code, part
            order by position
        ) as turn
    from ranked
    where
        again = 1
        and (
            indicator is not null
            or not part_has_figure
            or part in ('standing', 'changed', 'question')
        )
),

chosen as (
    select
        turned.*,
        case turned.part
            when 'standing' then 1
            when 'well' then 2
            when 'worry' then 3
            when 'changed' then 4
            else 5
        end as part_place,
        case
            when turned.part = 'question' then ''
            when turned.part = 'standing' or turned.sentence like 'level\_%' escape '\'
                then if(rated.has_levels, 'levels', '')
            when turned.part = 'changed' and rated.has_levels then 'levels'
            when turned.indicator is null then ''
            when
                turned.part = 'changed' or turned.sentence similar to '.*(improving|worsening)'
                then 'trend'
            else 'beside'
        end as chart
    from turned
    inner join rated
        on
            turned.framework = rated.framework
            and turned.as_at = rated.as_at
            and turned.area_code = rated.area_code
    where
        turned.part <> 'not_told'
        and turned.turn <= if(turned.part in ('well', 'worry'), 2, 1)
)

select
    chosen.framework,
    chosen.as_at,
    chosen.area_code,
    areas.name,
    countries.name as country_name,
    assessment_dates.previous_as_at,
    frameworks.title as framework_title,
    cast(
        row_number() over (
            partition by chosen.framework, chosen.as_at, chosen.area_code
            order by chosen.part_place, chosen.position
        ) as integer
    ) as slide,
    chosen.part,
    chosen.said,
    chosen.chart,
    chosen.theme,
    chosen.indicator,
    findings.title,
    findings.kind,
    findings.unit,
    findings.decimals,
    findings.period_text,
    findings.numerator,
    findings.denominator,
    findings.value,
    findings.lower,
    findings.upper,
    findings.beside_value,
    findings.beside_areas,
    country.value as country_value
from chosen
left join areas on chosen.area_code = areas.area_code
left join areas as countries on countries.area_type = 'country'
left join assessment_dates on chosen.as_at = assessment_dates.as_at
left join frameworks on chosen.framework = frameworks.framework
left join findings
    on
        chosen.framework = findings.framework
        and chosen.as_at = findings.as_at
        and chosen.area_code = findings.area_code
        and chosen.indicator = findings.indicator
left join comparisons as country
    on
        findings.indicator = country.indicator
        and findings.area_code = country.area_code
        and findings.period_end = country.period_end
        and country.comparison = 'country'
order by chosen.framework, chosen.area_code, chosen.as_at, slide
