-- title: How far the levels of a framework are named, in a sentence
-- params: as_at, framework

with judged as (
    select
        count(*) as themes,
        count(*) filter (where assessed) as assessed,
        count(level) as named
    from theme_levels
    where framework = $framework and as_at = cast($as_at as date)
),

bearing as (
    select
        count(distinct indicator) as indicators,
        count(distinct theme) as themes
    from theme_indicators
    where framework = $framework and theme is not null and is_judged
),

tried as (
    select
        avg(named_wrong) as wrong,
        max(named_wrong) as most
    from operating_characteristics
)

select
    case
        when not frameworks.names_levels
            then
                'No level is named under ' || frameworks.title
                || ': grades in the words of another body are that body''s alone'
        when judged.named = 0
            then 'No level is named under ' || frameworks.title || ' on this date'
        else
            'One level is named for ' || shown(percentage(judged.named, judged.themes), 0)
            || '% of themes, two for '
            || shown(percentage(judged.assessed - judged.named, judged.themes), 0)
            || '%; the others are not assessed'
    end as headline,
    frameworks.title || ': ' || bearing.indicators || ' indicators judge ' || bearing.themes
    || ' themes. In simulation ' || shown(tried.wrong, 1) || '% of levels are named wrong, '
    || shown(tried.most, 1) || '% at most' as below,
    frameworks.note
from frameworks
cross join judged
cross join bearing
cross join tried
where frameworks.framework = $framework
