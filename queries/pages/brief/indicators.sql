-- title: Every indicator: its last figure, what it is set beside, and what it means
-- params: area_code, as_at, framework
-- note: Those that belong to the framework, its themes first; then outcomes; then what else was
--   ever known of the authority (belongs is false). The last period up to the date; where no figure
--   is known, why.

with

themes as (
    select
        theme,
        title,
        position
    from framework_themes
    where framework = $framework
),

latest as (
    select
        *,
        bool_or(value is not null) over (partition by indicator) as was_known
    from figures
    where
        area_code = $area_code
        and period_end <= cast($as_at as date)
    qualify row_number() over (
        partition by indicator
        order by period_end desc
    ) = 1
),

beside as (
    select
        comparison_tests.indicator,
        comparison_tests.beside_value as value,
        comparison_tests.areas,
        comparison_tests.verdict
    from comparison_tests
    inner join latest
        on
            comparison_tests.indicator = latest.indicator
            and comparison_tests.area_code = latest.area_code
            and comparison_tests.period_end = latest.period_end
    where comparison_tests.comparison = 'neighbours'
),

country as (
    select
        comparisons.indicator,
        comparisons.value
    from comparisons
    inner join latest
        on
            comparisons.indicator = latest.indicator
            and comparisons.area_code = latest.area_code
            and comparisons.period_end = latest.period_end
    where comparisons.comparison = 'country'
)

select
    case
        when themes.theme is not null then themes.theme
        when indicator_labels.theme = 'outcomes' then 'outcomes'
        else 'also_known'
    end as theme,
    case
        when themes.theme is not null then themes.title
        when indicator_labels.theme = 'outcomes' then 'Outcomes'
        else 'Also known, in no theme'
    end as theme_title,
    themes.theme is not null or indicator_labels.theme = 'outcomes' as belongs,
    indicator_labels.indicator,
    indicator_labels.title,
    indicator_labels.question,
    indicator_labels.kind,
    indicator_labels.unit,
    cast(indicator_labels.decimals as integer) as decimals,
    indicator_labels.polarity,
    latest.period_end,
    case
        when latest.period_end is null then ''
        else period_label(latest.period_end, indicator_labels.period)
    end as period_text,
    latest.period_status,
    latest.numerator,
    latest.denominator,
    latest.value,
    latest.lower,
    latest.upper,
    case
        when latest.value is null then coalesce(latest.missing_reason, 'not_collected')
    end as missing_reason,
    beside.value as beside_value,
    beside.areas as beside_areas,
    country.value as country_value,
    beside.verdict as place,
    directions.direction,
    directions.relative,
    evidence.level,
    evidence.level_low,
    evidence.level_high,
    framework_levels.word,
    (
        select frameworks.words
        from frameworks
        where frameworks.framework = $framework
    ) as words,
    indicator_labels.numerator as counted,
    indicator_labels.denominator as out_of,
    indicator_labels.caveat,
    indicator_labels.owner,
    indicator_labels.source
from indicator_labels
left join framework_bearings
    on
        indicator_labels.indicator = framework_bearings.indicator
        and framework_bearings.framework = $framework
left join themes
    on framework_bearings.theme = themes.theme
left join latest
    on indicator_labels.indicator = latest.indicator
left join beside
    on indicator_labels.indicator = beside.indicator
left join country
    on indicator_labels.indicator = country.indicator
left join directions
    on
        latest.indicator = directions.indicator
        and latest.area_code = directions.area_code
        and latest.period_end = directions.period_end
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
where
    indicator_labels.status <> 'retired'
    and (
        themes.theme is not null
        or indicator_labels.theme = 'outcomes'
        or latest.was_known
    )
order by
    themes.position asc nulls last,
    indicator_labels.theme = 'outcomes' desc,
    evidence.level asc nulls last,
    indicator_labels.title asc
