-- title: What leaders said to each item of each survey
-- grain: one row for each authority, wave, item and thing asked of it
-- gate: under five answers to an item are hidden, and ten or fewer that are all alike; no answer is
--   separated by who gave it
-- note: asked is valued (is this support wanted), received (is it had) or barrier (does its lack
--   get in the way). Leaders who left a thing out do not count among its answers. Limits at 95 %.

with long as (
    select
        area_code,
        wave,
        item,
        'valued' as asked,
        valued as said
    from survey_answers
    union all
    select
        area_code,
        wave,
        item,
        'received' as asked,
        received as said
    from survey_answers
    union all
    select
        area_code,
        wave,
        item,
        'barrier' as asked,
        barrier as said
    from survey_answers
),

counted as (
    select
        area_code,
        wave,
        item,
        asked,
        count(*) filter (where said) as said_yes,
        count(said) as answered
    from long
    group by area_code, wave, item, asked
),

gated as (
    select
        area_code,
        wave,
        item,
        asked,
        answered > 0 and not hides_answers(said_yes, answered) as is_shown,
        case when is_shown then said_yes end as numerator,
        case when is_shown then answered end as denominator,
        case when answered = 0 then 'not_collected' when not is_shown then 'suppressed' end
            as missing_reason
    from counted
)

select
    area_code,
    wave,
    item,
    asked,
    numerator,
    denominator,
    as_displayed(percentage(numerator, denominator), 1) as value,
    as_displayed(100 * wilson_lower(numerator, denominator), 1) as lower,
    as_displayed(100 * wilson_upper(numerator, denominator), 1) as upper,
    missing_reason
from gated
order by area_code, wave, item, asked
