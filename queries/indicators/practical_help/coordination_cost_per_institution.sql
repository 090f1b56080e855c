-- title: Coordination cost per institution
-- question: What do posts that lead or administer partnerships cost for each institution in one?
-- theme: practical_help
-- kind: amount
-- unit: £ a year for each institution
-- per: 1
-- decimals: 0
-- least_difference: 500
-- polarity: neutral
-- numerator: Yearly cost of the posts filled on the day in active partnerships, whoever pays
-- denominator: Institutions that are members of those partnerships, each counted once, in any
--   authority
-- counts: pounds
-- uncertainty: complete
-- kinds: collaboration
-- period: date
-- source: posts, partnerships, memberships, institutions
-- caveat: Neither high nor low is good: a high cost may be generous help or small partnerships.
--   Where one post's cost is unknown there is no figure.
-- owner: partnerships team
-- status: published

select
    area_code,
    period_end,
    cost as numerator,
    institutions as denominator,
    quotient(numerator, denominator) as value,
    coalesce(cost_missing, gap_reason(numerator, denominator)) as missing_reason,
    'final' as period_status
from coordination
