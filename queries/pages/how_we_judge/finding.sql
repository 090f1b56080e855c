-- title: How far the levels of a framework stand, in a sentence
-- params: as_at, framework

with

held as (
    select
        avg(holds) as holds,
        count(*) as levels,
        percentage(count(*) filter (where holds >= 90), count(*)) as firm
    from theme_robustness
    where framework = $framework and as_at = cast($as_at as date)
),

judged as (
    select
        count(distinct framework_bearings.indicator) as indicators,
        count(distinct framework_bearings.theme) as themes
    from framework_bearings
    inner join framework_cut_points
        on
            framework_bearings.framework = framework_cut_points.framework
            and framework_bearings.indicator = framework_cut_points.indicator
    where framework_bearings.framework = $framework and framework_bearings.theme is not null
)

select
    case
        when held.levels = 0
            then
                'No level under ' || frameworks.title || ' was tried for '
                || strftime(cast($as_at as date), '%-d %b %Y')
        else
            'A level stands in ' || shown(held.holds, 0)
            || '% of a thousand trials of what could as well have been chosen or measured'
    end as headline,
    frameworks.title || ': ' || judged.indicators || ' indicators judge ' || judged.themes
    || ' themes' || case
        when held.levels = 0 then ''
        else
            '; ' || shown(held.firm, 0) || '% of ' || held.levels
            || ' levels stand in nine trials of ten. Read every level with its range'
    end as below,
    frameworks.note
from frameworks
cross join held
cross join judged
where frameworks.framework = $framework
