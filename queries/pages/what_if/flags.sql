-- title: Candidate flags today and as they would be
-- params: area_code, as_at, framework, changes, levels
-- note: changes as in what_if/indicators, levels that of what_if/themes. A theme may newly earn or
--   lose its green by its level. An outcome moved is compared anew with the comparators of today;
--   its direction stays as tested, and so does what is done about it.

with changes as (
    select
        json_extract_string(change, 'kind') as kind,
        json_extract_string(change, 'indicator') as indicator,
        try_cast(json_extract_string(change, 'value') as double) as value
    from (
        select unnest(from_json(coalesce(nullif($changes, ''), '[]'), '["json"]')) as change
    ) as listed
),

levelled as (
    select
        json_extract_string(each, 'theme') as theme,
        json_extract_string(each, 'title') as title,
        try_cast(json_extract_string(each, 'level') as integer) as level
    from (
        select unnest(from_json(coalesce(nullif($levels, ''), '[]'), '["json"]')) as each
    ) as listed
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
            when
                bool_or(
                    coalesce(levelled.level >= rules.from_level, false)
                    or coalesce(evidence_items.practice = 'innovative', false)
                ) then 'green'
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
