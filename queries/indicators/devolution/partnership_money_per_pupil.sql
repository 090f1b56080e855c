-- title: Partnership money per pupil
-- question: How much money is there for partnership, for each pupil?
-- theme: devolution
-- kind: amount
-- unit: £ a year for each pupil
-- per: 1
-- decimals: 2
-- least_difference: 10
-- polarity: neutral
-- numerator: Money for partnership devolved or retained in the financial year that ended last, in
--   pounds: outturn, else budget. Money delegated in schools' own budgets is left out
-- denominator: Pupils on roll in the open schools of the authority in its register of
--   institutions, colleges left out; today's roll, as the register keeps no earlier one
-- counts: pounds
-- uncertainty: complete
-- kinds: any
-- period: date
-- source: funding, institutions
-- caveat: More money is not more partnership. Where one line's sum or one school's roll is
--   unknown there is no figure. Authorities differ in what they call partnership money.
-- owner: partnerships team
-- status: published

select
    area_code,
    period_end,
    devolved_or_retained as numerator,
    pupils as denominator,
    quotient(numerator, denominator) as value,
    coalesce(spent_missing, gap_reason(numerator, denominator)) as missing_reason,
    'final' as period_status
from partnership_money
