-- title: Children in need suspended
-- question: How many children in need are suspended from school?
-- theme: outcomes
-- kind: percentage
-- unit: % of children in need of school age
-- per: 100
-- decimals: 1
-- least_difference: 2
-- polarity: lower_is_better
-- numerator: Children in need on 31 March suspended at least once in the school year
-- denominator: Children in need on 31 March of school age whose school record was found
-- counts: people
-- uncertainty: process
-- period: academic_year
-- source: lait, demonstration
-- caveat: The threshold of need differs between authorities.
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
    where measure = 'suspended_in_need'
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
