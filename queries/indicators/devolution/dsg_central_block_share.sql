-- title: Central block of the Dedicated Schools Grant
-- question: How much of the Dedicated Schools Grant stays with the authority for central
--   services?
-- theme: devolution
-- kind: percentage
-- unit: % of the grant
-- per: 100
-- decimals: 2
-- least_difference: 0.5
-- polarity: neutral
-- numerator: Central school services block before recoupment, £
-- denominator: Whole Dedicated Schools Grant before recoupment, £: schools, central, high needs
--   and early years blocks
-- counts: pounds
-- uncertainty: complete
-- period: financial_year
-- source: dedicated_schools_grant, demonstration
-- caveat: Set by national formula and by commitments from before 2013 that are being wound down.
--   This is money retained centrally; a combined service for partnerships may be paid from it.
-- owner: schools finance team
-- status: published

with blocks as (
    select
        area_code,
        period_end,
        max(amount) filter (where block = 'central') as numerator,
        max(amount) filter (where block = 'total') as denominator,
        max(missing_reason) as missing_reason
    from dedicated_schools_grant
    where recoupment = 'before'
    group by area_code, period_end
)

select
    area_code,
    period_end,
    numerator,
    denominator,
    percentage(numerator, denominator) as value,
    case
        when percentage(numerator, denominator) is null
            then coalesce(missing_reason, gap_reason(numerator, denominator))
    end as missing_reason,
    'final' as period_status
from blocks
