-- title: How many outcomes of each authority are better, worse, similar or cannot be tested
-- grain: one row for each assessment date and authority with an outcome
-- note: The one count that every page and paper says, from comparison_tests by way of
--   latest_outcomes: the last figure of each outcome up to the date, against the statistical
--   neighbours. Outcomes that say nearly the same are counted each. better_side and worse_side
--   count those that cannot be tested by the side on which they lie; best and last those in the
--   best and the worst quarter of all.

select
    latest_outcomes.as_at,
    latest_outcomes.area_code,
    count(latest_outcomes.value) as known,
    count(*) filter (where latest_outcomes.verdict = 'better') as better,
    count(*) filter (where latest_outcomes.verdict = 'worse') as worse,
    count(*) filter (where latest_outcomes.verdict = 'similar') as alike,
    better + worse + alike as tested,
    known - tested as untested,
    count(*) filter (where latest_outcomes.side = 'better') as better_side,
    count(*) filter (where latest_outcomes.side = 'worse') as worse_side,
    count(*) filter (where ranks.band = 1) as best,
    count(*) filter (where ranks.band = 4) as last,
    count(*) filter (
        where latest_outcomes.direction in ('improving', 'worsening', 'no significant change')
    ) as directed,
    count(*) filter (where latest_outcomes.direction = 'improving') as improving,
    count(*) filter (where latest_outcomes.direction = 'worsening') as worsening,
    count(*) filter (
        where latest_outcomes.relative in ('improving', 'worsening', 'no significant change')
    ) as related,
    count(*) filter (where latest_outcomes.relative = 'improving') as gaining,
    count(*) filter (where latest_outcomes.relative = 'worsening') as losing
from latest_outcomes
left join ranks
    on
        latest_outcomes.indicator = ranks.indicator
        and latest_outcomes.area_code = ranks.area_code
        and latest_outcomes.period_end = ranks.period_end
group by latest_outcomes.as_at, latest_outcomes.area_code
order by latest_outcomes.as_at, latest_outcomes.area_code
