-- title: How each kind of partner scores the partnership checklist
-- grain: one row for each assessment date, authority, item and kind of partner
-- gate: an answer is an organisation's, given to be shown by kind of partner; of several only the
--   mean is here
-- note: Of the last day on or before the date on which partners scored, and within two years of
--   it. Scores run from 1, not at all, to 4, fully. Each partner scores alone.

with days as (
    select
        assessment_dates.as_at,
        partner_scores.area_code,
        max(partner_scores.scored_on) as scored_on
    from assessment_dates
    inner join partner_scores
        on
            assessment_dates.as_at >= partner_scores.scored_on
            and assessment_dates.as_at < partner_scores.scored_on + interval 2 year
    group by assessment_dates.as_at, partner_scores.area_code
)

select
    days.as_at,
    days.area_code,
    days.scored_on,
    partner_checklist.position,
    partner_checklist.item,
    partner_checklist.title,
    partner_checklist.theme,
    partner_scores.partner,
    count(*) as answers,
    as_displayed(avg(partner_scores.score), 1) as score
from days
inner join partner_scores
    on days.area_code = partner_scores.area_code and days.scored_on = partner_scores.scored_on
inner join partner_checklist on partner_scores.item = partner_checklist.item
group by all
order by days.area_code, days.as_at, partner_checklist.position, partner_scores.partner
