-- title: Schools block of the Dedicated Schools Grant
-- question: How much of the Dedicated Schools Grant is for the budgets of schools?
-- theme: devolution
-- kind: percentage
-- unit: % of the grant
-- per: 100
-- decimals: 1
-- least_difference: 2
-- polarity: neutral
-- numerator: Schools block before recoupment, £
-- denominator: Whole Dedicated Schools Grant before recoupment, £: schools, central, high needs
--   and early years blocks
-- counts: pounds
-- uncertainty: complete
-- period: financial_year
-- source: dedicated_schools_grant, demonstration
-- caveat: Set by national formula: a higher share says little about the will of the authority to
--   devolve. It falls where high needs grow. This is money delegated by formula, neither devolved
--   with conditions nor retained.
-- owner: schools finance team
-- status: published

with blocks as (
    select
        area_code,
        period_end,
        max(amount) filter (where block = 'schools') as numerator,
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
