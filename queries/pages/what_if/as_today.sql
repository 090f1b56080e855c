-- title: What is said of the authority today, where nothing is changed
-- params: area_code, as_at, framework
-- note: Rows and columns as in what_if/sentences, without working anything out again.

with said as (
    select
        0 as place,
        'At a glance' as heading,
        position,
        sentence
    from headlines
    where
        framework = $framework
        and area_code = $area_code
        and as_at = cast($as_at as date)
        and kind in ('headline', 'strongest', 'weakest', 'changed')
    union all
    select
        case part when 'standing' then 1 when 'well' then 2 else 3 end as place,
        case part
            when 'standing' then 'Where we stand'
            when 'well' then 'Going well'
            else 'What should worry us'
        end as heading,
        position,
        said as sentence
    from sentences
    where
        framework = $framework
        and area_code = $area_code
        and as_at = cast($as_at as date)
        and part in ('standing', 'well', 'worry')
        and position <= 5
)

select
    heading,
    sentence as today,
    sentence as supposed,
    'not said' as unsaid,
    '= as today' as state,
    false as is_changed,
    'No sentence would change' as headline
from said
order by place, position
