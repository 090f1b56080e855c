-- title: Each kind of support: valued, received, its lack a barrier
-- params: area_code, as_at
-- note: The last survey up to the date. wanted_more: more leaders value it than receive it, by the
--  paired test of survey_pairs.

with

last_wave as (
    select max(wave) as wave
    from survey_results
    where area_code = $area_code and wave <= cast($as_at as date)
),

answers as (
    select survey_results.*
    from survey_results
    inner join last_wave on survey_results.wave = last_wave.wave
    where survey_results.area_code = $area_code
),

wide as (
    select
        item,
        any_value(value) filter (where asked = 'valued') as valued_value,
        any_value(lower) filter (where asked = 'valued') as valued_lower,
        any_value(upper) filter (where asked = 'valued') as valued_upper,
        any_value(denominator) filter (where asked = 'valued') as valued_answers,
        any_value(value) filter (where asked = 'received') as received_value,
        any_value(lower) filter (where asked = 'received') as received_lower,
        any_value(upper) filter (where asked = 'received') as received_upper,
        any_value(denominator) filter (where asked = 'received') as received_answers,
        any_value(value) filter (where asked = 'barrier') as barrier_value,
        any_value(lower) filter (where asked = 'barrier') as barrier_lower,
        any_value(upper) filter (where asked = 'barrier') as barrier_upper,
        any_value(denominator) filter (where asked = 'barrier') as barrier_answers,
        any_value(missing_reason) as missing_reason
    from answers
    group by item
)

select
    survey_items.title,
    survey_items.wording,
    wide.*,
    wide.valued_value - wide.received_value as difference,
    coalesce(survey_pairs.verdict = 'wanted_more', false) as wanted_more
from wide
cross join last_wave
left join survey_pairs
    on
        survey_pairs.area_code = $area_code
        and last_wave.wave = survey_pairs.wave
        and wide.item = survey_pairs.item
inner join survey_items on wide.item = survey_items.item
order by difference desc nulls last, survey_items.title asc
