-- title: The two percentages behind each difference
-- grain: one row for each indicator that is a difference, area and period
-- private: counts of people in which small numbers are not hidden yet; read figures
-- note: The label's `parts` names two measures, the first less the second. From their counts come
--   the interval of the difference and the rule that none may rest on a small number.

with named as (
    select
        indicator,
        trim(split_part(parts, ',', 1)) as first_measure,
        trim(split_part(parts, ',', 2)) as second_measure
    from indicator_labels
    where parts is not null
)

select
    named.indicator,
    first_part.area_code,
    first_part.period_end,
    first_part.numerator as first_numerator,
    first_part.denominator as first_denominator,
    second_part.numerator as second_numerator,
    second_part.denominator as second_denominator
from named
inner join outcomes as first_part on named.first_measure = first_part.measure
inner join outcomes as second_part
    on
        named.second_measure = second_part.measure
        and first_part.area_code = second_part.area_code
        and first_part.period_end = second_part.period_end
order by named.indicator, first_part.area_code, first_part.period_end
