-- title: What is said of the authority today, where nothing is supposed
-- params: area_code, as_at, framework
-- note: Rows and columns as in what_if/sentences, without working anything out again.

with said as (
    select
        'glance' as part,
        position,
        sentence
    from headlines
    where
        framework = $framework
        and area_code = $area_code
        and as_at = cast($as_at as date)
        and kind in ('headline', 'strongest', 'weakest')
    union all
    select
        part,
        position,
        said as sentence
    from sentences
    where
        framework = $framework
        and area_code = $area_code
        and as_at = cast($as_at as date)
        and position <= 5
),

parts as (
    select
        unnest(['glance', 'standing', 'well', 'worry']) as part,
        unnest(['At a glance', 'Where we stand', 'Going well', 'What should worry us']) as heading,
        unnest(range(4)) as place
)

select
    parts.heading,
    said.sentence as today,
    said.sentence as supposed,
    'not said' as unsaid,
    '= as today' as state,
    false as is_changed,
    'No sentence would change' as headline
from said
inner join parts on said.part = parts.part
order by parts.place, said.position
