-- title: Posts the authority pays for
-- question: How many of the posts that lead or administer partnerships does the authority pay
--   for?
-- theme: practical_help
-- kind: percentage
-- unit: % of posts
-- per: 100
-- decimals: 0
-- least_difference: 5
-- polarity: neutral
-- numerator: Posts filled on the day in active partnerships that are recorded as paid by the
--   authority
-- denominator: All leadership and administrative posts filled on the day in active partnerships,
--   whoever pays
-- counts: posts
-- uncertainty: complete
-- kinds: collaboration
-- period: date
-- source: posts, partnerships
-- caveat: Money of a grant may pass through the authority and counts as the grant's. Partnerships
--   that pay for themselves may be stronger for it, so neither high nor low is good.
-- owner: partnerships team
-- status: published

select
    area_code,
    period_end,
    posts_by_authority as numerator,
    posts as denominator,
    percentage(numerator, denominator) as value,
    gap_reason(numerator, denominator) as missing_reason,
    'final' as period_status
from coordination
