-- title: Coordination posts per institution
-- question: How much working time is given to lead or administer partnerships for each
--   institution in one?
-- theme: practical_help
-- kind: score
-- unit: full-time posts for each institution
-- per: 1
-- decimals: 2
-- least_difference: 0.05
-- polarity: neutral
-- numerator: Full-time equivalent of the posts filled on the day in active partnerships, whoever
--   pays
-- denominator: Institutions that are members of those partnerships, each counted once, in any
--   authority
-- counts: posts
-- uncertainty: complete
-- kinds: collaboration
-- period: date
-- source: posts, partnerships, memberships, institutions
-- caveat: Neither high nor low is good: time spread over many members may still be well used.
--   Time that heads give without a post is not counted.
-- owner: partnerships team
-- status: published

select
    area_code,
    period_end,
    fte as numerator,
    institutions as denominator,
    quotient(numerator, denominator) as value,
    gap_reason(numerator, denominator) as missing_reason,
    'final' as period_status
from coordination
