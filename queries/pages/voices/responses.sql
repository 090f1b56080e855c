-- title: Who answered, by role and by phase
-- params: area_code, as_at

with last_wave as (
    select max(wave) as wave
    from survey_responses
    where area_code = $area_code and wave <= cast($as_at as date)
)

select
    case survey_responses.grouping
        when 'all' then 'All leaders asked'
        when 'phase'
            then 'Phase: ' || replace(
                replace(survey_responses.in_group, '_', ' '), 'all through', 'all-through'
            )
        else
            upper(survey_responses.in_group[1])
            || replace(survey_responses.in_group[2:], '_', ' ') || 's'
    end as title,
    survey_responses.numerator as answered,
    survey_responses.denominator as asked,
    survey_responses.value as rate_value,
    survey_responses.lower as rate_lower,
    survey_responses.upper as rate_upper,
    survey_responses.missing_reason
from survey_responses
inner join last_wave on survey_responses.wave = last_wave.wave
where survey_responses.area_code = $area_code
order by
    case survey_responses.grouping when 'all' then 1 when 'role' then 2 else 3 end,
    survey_responses.value asc nulls last,
    survey_responses.in_group asc
