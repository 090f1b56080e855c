-- title: What is counted is part of what it is counted out of
-- severity: error
-- fix: Correct the query of the indicator: its numerator must be a part of its denominator
-- note: A percentage below 0 or above 100 is wrong, and so is its interval
-- about: indicator_values

select
    indicator_values.indicator,
    indicator_values.area_code,
    indicator_values.period_end,
    indicator_values.numerator,
    indicator_values.denominator
from indicator_values
inner join indicator_labels on indicator_values.indicator = indicator_labels.indicator
where
    indicator_labels.kind = 'percentage'
    and (
        indicator_values.numerator < 0
        or indicator_values.numerator > indicator_values.denominator
        or indicator_values.value not between 0 and 100
    )
