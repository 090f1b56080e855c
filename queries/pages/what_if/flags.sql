-- title: Candidate flags today and as they would be
-- params: area_code, as_at, framework, changes, levels
-- note: changes as in what_if/indicators; levels is the rows of what_if/themes as JSON. A theme may
--   newly earn or lose its green by its level. An outcome moved is compared anew with the
--   comparators of today; its direction stays as tested, and so does what is done about it.

with changes as (
    select unnest(from_json($changes, '[{
        "indicator": "text", "figure": "double", "lower": "double", "upper": "double"
    }]'), recursive := true)
),

levels as (
    select unnest(from_json($levels, '[{"id": "text", "level": "integer"}]'), recursive := true)
),

retested as (
    select
        movables.indicator,
        movables.title,
        movables.flag as today_flag,
        movables.why,
        case
            when changes.figure is null then movables.is_worse
            else
                coalesce(
                    compared_with(
                        changes.figure,
                        changes.figure - coalesce(
                            movables.widened * (changes.figure - changes.lower),
                            movables.value - movables.limit_lower
                        ),
                        changes.figure + coalesce(
                            movables.widened * (changes.upper - changes.figure),
                            movables.limit_upper - movables.value
                        ),
                        movables.comparator_value, movables.polarity
                    ) = 'worse', false
                )
        end as would_be_worse,
        case
            when
                movables.acted_on = false
                and cast(would_be_worse as integer) + cast(movables.is_worsening as integer)
                >= movables.red_signs
                then 'red'
        end as flag
    from movables
    left join changes on movables.indicator = changes.indicator
    where
        movables.framework = $framework
        and movables.area_code = $area_code
        and movables.as_at = cast($as_at as date)
        and movables.levels is null
),

strengths as (
    select
        proofs.theme,
        any_value(proofs.title) as title,
        any_value(today.flag) as today_flag,
        any_value(today.why) as why,
        case
            when bool_or(proofs.is_innovative or coalesce(levels.level >= proofs.from_level, false))
                then 'green'
        end as flag
    from proofs
    inner join levels on proofs.theme = levels.id
    left join prospects as today
        on
            proofs.framework = today.framework
            and proofs.as_at = today.as_at
            and proofs.area_code = today.area_code
            and proofs.theme = today.theme
    where
        proofs.framework = $framework
        and proofs.area_code = $area_code
        and proofs.as_at = cast($as_at as date)
    group by proofs.theme
)

select
    indicator,
    cast(null as text) as theme,
    title,
    today_flag,
    flag,
    why
from retested
where today_flag is not null or flag is not null
union all
select
    cast(null as text) as indicator,
    theme,
    title,
    today_flag,
    flag,
    why
from strengths
where today_flag is not null or flag is not null
order by title
