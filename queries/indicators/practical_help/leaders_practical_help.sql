-- title: Leaders who got practical help
-- question: How many leaders say the authority gives practical help they can use?
-- theme: practical_help
-- kind: percentage
-- unit: % of leaders who answered
-- per: 100
-- decimals: 0
-- least_difference: 5
-- polarity: higher_is_better
-- numerator: Leaders (headteachers, principals, partnership leaders) who say they receive
--   practical help with leading and administering partnerships
-- denominator: Leaders who answered this item in the last survey of the twelve months to the day
-- counts: institutions
-- uncertainty: sample
-- asked: leaders_who_answered
-- period: date
-- source: survey_answers
-- caveat: An opinion, and of those with a partnership to be helped. Those who answer may differ
--   from those who do not. Fewer than five answers are not shown.
-- owner: partnerships team
-- status: published

select
    area_snapshots.area_code,
    area_snapshots.period_end,
    leaders_receiving.said_yes as numerator,
    leaders_receiving.answers as denominator,
    percentage(leaders_receiving.said_yes, leaders_receiving.answers) as value,
    case
        when leaders_receiving.is_hidden then 'suppressed'
        else gap_reason(leaders_receiving.said_yes, leaders_receiving.answers)
    end as missing_reason,
    'final' as period_status
from area_snapshots
left join leaders_receiving
    on
        area_snapshots.area_code = leaders_receiving.area_code
        and area_snapshots.period_end = leaders_receiving.period_end
        and leaders_receiving.item = 'practical_help'
