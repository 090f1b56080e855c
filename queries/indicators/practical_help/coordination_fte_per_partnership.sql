-- title: Coordination posts per partnership
-- question: How much working time is given to lead or administer each partnership?
-- theme: practical_help
-- kind: score
-- unit: full-time posts for each partnership
-- per: 1
-- decimals: 2
-- least_difference: 0.1
-- polarity: neutral
-- numerator: Full-time equivalent of the posts filled on the day in active partnerships, whoever
--   pays
-- denominator: All partnerships active on the day that the authority keeps a record of, with a
--   post or without
-- counts: posts
-- uncertainty: complete
-- kinds: collaboration
-- period: date
-- source: posts, partnerships
-- caveat: Neither high nor low is good: a small partnership needs little. Time that heads give
--   without a post is not counted.
-- owner: partnerships team
-- status: published

select
    area_code,
    period_end,
    fte as numerator,
    partnerships as denominator,
    quotient(numerator, denominator) as value,
    gap_reason(numerator, denominator) as missing_reason,
    'final' as period_status
from coordination
