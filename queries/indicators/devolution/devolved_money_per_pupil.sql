-- title: Devolved money per pupil
-- question: How much of the money for partnership is passed on, for each pupil?
-- theme: devolution
-- kind: amount
-- unit: £ a year for each pupil
-- per: 1
-- decimals: 2
-- least_difference: 10
-- polarity: neutral
-- numerator: Money for partnership devolved (passed on with conditions) in the financial year
--   that ended last, in pounds: outturn, else budget
-- denominator: Pupils on roll in the open schools of the authority in its register of
--   institutions, colleges left out; today's roll, as the register keeps no earlier one
-- counts: pounds
-- uncertainty: complete
-- kinds: any
-- period: date
-- source: funding, institutions
-- caveat: Read with the share: an authority with much money passes on much. Where one line's
--   sum or one school's roll is unknown there is no figure. What a grant's terms force to be
--   passed on counts too.
-- owner: partnerships team
-- status: published

select
    area_code,
    period_end,
    devolved as numerator,
    pupils as denominator,
    quotient(numerator, denominator) as value,
    coalesce(spent_missing, gap_reason(numerator, denominator)) as missing_reason,
    'final' as period_status
from partnership_money
