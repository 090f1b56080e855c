-- title: Devolved share of partnership money
-- question: How much of the money for partnership is passed on to those who do the work?
-- theme: devolution
-- kind: percentage
-- unit: % of money for partnership
-- per: 100
-- decimals: 0
-- least_difference: 5
-- polarity: higher_is_better
-- numerator: Money for partnership devolved (passed on with conditions) in the financial year
--   that ended last, in pounds: outturn, else budget
-- denominator: Money for partnership devolved or retained by the authority in that year. Money
--   delegated in schools' own budgets is left out
-- counts: pounds
-- uncertainty: complete
-- kinds: any
-- note: Money of every kind on record counts, that of trusts too: what is passed on is passed on,
--   whoever owns the schools.
-- period: date
-- source: funding
-- caveat: A share, not a sum: half of little is little. What a grant's terms force to be passed
--   on counts too. There is no interval: money is not a sample.
-- owner: partnerships team
-- status: published

select
    area_code,
    period_end,
    devolved as numerator,
    devolved_or_retained as denominator,
    percentage(numerator, denominator) as value,
    coalesce(spent_missing, gap_reason(numerator, denominator)) as missing_reason,
    'final' as period_status
from partnership_money
