-- title: Persistent absence of children in care
-- question: How many children in care miss a tenth or more of school?
-- theme: outcomes
-- kind: percentage
-- unit: % of children in care for a year or more
-- per: 100
-- decimals: 1
-- least_difference: 3
-- polarity: lower_is_better
-- numerator: Children in care for a year or more who missed a tenth or more of their possible
--   sessions
-- denominator: Children in care for a year or more on 31 March whose school record was found
-- counts: people
-- uncertainty: process
-- period: academic_year
-- source: lait, demonstration
-- caveat: Many go to school in another authority. Few children stand behind the figure of a small
--   authority.
-- owner: data and analysis team
-- status: published

with figures as (
    select
        area_code,
        period_end,
        numerator,
        denominator,
        coalesce(percentage(numerator, denominator), value) as value,
        missing_reason,
        period_status
    from outcomes
    where measure = 'persistent_absence_in_care'
)

select
    area_code,
    period_end,
    numerator,
    denominator,
    value,
    case when value is null then coalesce(missing_reason, gap_reason(numerator, denominator)) end
        as missing_reason,
    period_status
from figures
