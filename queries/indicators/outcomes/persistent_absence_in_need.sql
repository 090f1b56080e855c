-- title: Persistent absence of children in need
-- question: How many children in need miss a tenth or more of school?
-- theme: outcomes
-- kind: percentage
-- unit: % of children in need of school age
-- per: 100
-- decimals: 1
-- least_difference: 3
-- polarity: lower_is_better
-- numerator: Children in need on 31 March who missed a tenth or more of their possible sessions
-- denominator: Children in need on 31 March of school age whose school record was found
-- counts: people
-- uncertainty: process
-- period: academic_year
-- source: lait, demonstration
-- caveat: Children in care and on protection plans are counted apart. The threshold of need differs
--   between authorities.
-- note: Schools and social care share responsibility for these children.
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
    where measure = 'persistent_absence_in_need'
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
