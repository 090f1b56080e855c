-- title: How far the levels of each theme stand when everything is simulated again
-- grain: one row for each framework, date and theme with a level tried
-- note: As theme_robustness. firm counts the levels that are the same in 9 of 10 simulations;
--   places is how many places a rank spans, at the median.

select
    framework,
    as_at,
    theme,
    count(*) as areas,
    avg(holds) as holds,
    min(holds) as least,
    count(*) filter (where holds >= 90) as firm,
    mode(matters_most order by matters_most) as matters_most,
    median(rank_high - rank_low + 1) as places
from theme_robustness
group by framework, as_at, theme
order by framework, as_at, theme
