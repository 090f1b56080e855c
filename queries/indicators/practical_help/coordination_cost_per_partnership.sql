-- title: Coordination cost per partnership
-- question: What do posts that lead or administer partnerships cost for each partnership?
-- theme: practical_help
-- kind: amount
-- unit: £ a year for each partnership
-- per: 1
-- decimals: 0
-- least_difference: 5000
-- polarity: neutral
-- numerator: Yearly cost of the posts filled on the day in active partnerships, whoever pays
-- denominator: All partnerships active on the day that the authority keeps a record of, with a
--   post or without
-- counts: pounds
-- uncertainty: complete
-- kinds: collaboration
-- period: date
-- source: posts, partnerships
-- caveat: Neither high nor low is good: large partnerships need more. Where one post's cost is
--   unknown there is no figure.
-- owner: partnerships team
-- status: published

select
    area_code,
    period_end,
    cost as numerator,
    partnerships as denominator,
    quotient(numerator, denominator) as value,
    coalesce(cost_missing, gap_reason(numerator, denominator)) as missing_reason,
    'final' as period_status
from coordination
