-- title: The findings of a briefing one by one, each with its chart and the figure behind it
-- params: area_code, as_at, framework
-- note: Where we stand; at most two findings going well and two that worry, each of a figure of its
--  own; what changed; the questions. chart is levels, trend, beside or nothing: a trend where the
--  sentence tells of one, else the figure beside others. value and what stands by it are the
--  figure, source where it comes from.

with

told as (
    select *
    from sentences
    where
        framework = $framework
        and area_code = $area_code
        and as_at = cast($as_at as date)
),

rated as (
    select coalesce(bool_or(level is not null), false) as has_levels
    from theme_levels
    where
        framework = $framework
        and area_code = $area_code
        and as_at = cast($as_at as date)
),

-- The first sentence about each figure; where a part has none, its first sentence.
ranked as (
    select
        told.*,
        told.indicator is not null as has_figure,
        row_number() over (
            partition by told.part, told.indicator
            order by told.position
        ) as again,
        bool_or(told.indicator is not null) over (partition by told.part) as part_has_figure
    from told
),

turned as (
    select
        *,
        row_number() over (partition by part order by position) as turn
    from ranked
    where
        again = 1
        and (has_figure or not part_has_figure or part in ('standing', 'changed', 'question'))
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
    cross join rated
    where
        turned.part <> 'not_told'
        and turned.turn <= if(turned.part in ('well', 'worry'), 2, 1)
),

figure as (
    select *
    from findings
    where
        framework = $framework
        and area_code = $area_code
        and as_at = cast($as_at as date)
        and indicator in (select chosen.indicator from chosen)
),

country as (
    select
        comparisons.indicator,
        comparisons.value
    from comparisons
    inner join figure
        on
            comparisons.indicator = figure.indicator
            and comparisons.period_end = figure.period_end
    where
        comparisons.area_code = $area_code
        and comparisons.comparison = 'country'
),

named as (
    select distinct
        chosen.indicator,
        build_sources.title
    from chosen
    inner join indicator_labels on chosen.indicator = indicator_labels.indicator
    inner join build_sources
        on
            build_sources.imported_at is not null
            and list_contains(
                regexp_split_to_array(indicator_labels.source, '[,;]\s*'), build_sources.source
            )
),

sourced as (
    select
        indicator,
        string_agg(title, '; ' order by title) as source
    from named
    group by indicator
)

select
    cast(row_number() over (order by chosen.part_place, chosen.position) as integer) as slide,
    chosen.part,
    chosen.said,
    chosen.chart,
    chosen.theme,
    chosen.indicator,
    chosen.asked_of,
    figure.title,
    figure.kind,
    figure.unit,
    figure.decimals,
    figure.period_end,
    figure.period_text,
    figure.numerator,
    figure.denominator,
    figure.value,
    figure.lower,
    figure.upper,
    figure.beside_value,
    figure.beside_areas,
    country.value as country_value,
    areas.name,
    countries.name as country_name,
    case
        when chosen.chart = 'levels' then 'this product’s own judgement by the framework chosen'
        else sourced.source
    end as source
from chosen
inner join areas on chosen.area_code = areas.area_code
left join areas as countries on countries.area_type = 'country'
left join figure on chosen.indicator = figure.indicator
left join country on chosen.indicator = country.indicator
left join sourced on chosen.indicator = sourced.indicator
order by slide
