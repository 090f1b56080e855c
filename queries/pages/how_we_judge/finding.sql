-- title: How far the levels of a framework stand, in a sentence
-- params: as_at, framework

with

held as (
    select
        quotient(sum(holds * areas), sum(areas)) as holds,
        coalesce(sum(areas), 0) as levels,
        percentage(sum(firm), sum(areas)) as firm
    from level_stability
    where framework = $framework and as_at = cast($as_at as date)
),

judged as (
    select
        count(distinct indicator) as indicators,
        count(distinct theme) as themes
    from theme_indicators
    where framework = $framework and theme is not null and is_judged
)

select
    case
        when held.levels = 0
            then
                'No level under ' || frameworks.title || ' was tried for '
                || strftime(cast($as_at as date), '%-d %b %Y')
        else
            'On average, a level stays the same in ' || shown(held.holds, 0)
            || '% of 1,000 tests of other weights, thresholds and figures'
    end as headline,
    frameworks.title || ': ' || judged.indicators || ' indicators judge ' || judged.themes
    || ' themes' || case
        when held.levels = 0 then ''
        else
            '; ' || shown(held.firm, 0) || '% of ' || held.levels
            || ' levels stay the same in 9 of 10 tests. Read every level with its range'
    end as below,
    frameworks.note
from frameworks
cross join held
cross join judged
where frameworks.framework = $framework
