-- title: Kinds, streams, purposes, policy areas, functions and items are in their lists
-- severity: warning
-- fix: Add a row to the list in data/reference, or import the register again with the value
--   corrected
-- note: A value that has left its list has no title, and may be passed over
-- about: partnerships, funding, forums, devolved_functions, survey_answers

with used as (
    select distinct
        area_code,
        'partnership_kinds' as list,
        kind as value
    from partnerships
    union all
    select distinct
        area_code,
        'streams' as list,
        stream as value
    from funding
    union all
    select distinct
        area_code,
        'purposes' as list,
        purpose as value
    from funding
    union all
    select distinct
        area_code,
        'policy_areas' as list,
        policy_area as value
    from forums
    union all
    select distinct
        partnerships.area_code,
        'functions' as list,
        devolved_functions.function as value
    from devolved_functions
    left join partnerships on devolved_functions.partnership_id = partnerships.partnership_id
    union all
    select distinct
        area_code,
        'survey_items' as list,
        item as value
    from survey_answers
),

listed as (
    select
        'partnership_kinds' as list,
        kind as value
    from partnership_kinds
    union all
    select
        'streams' as list,
        stream as value
    from streams
    union all
    select
        'purposes' as list,
        purpose as value
    from purposes
    union all
    select
        'policy_areas' as list,
        policy_area as value
    from policy_areas
    union all
    select
        'functions' as list,
        function as value
    from devolvable_functions
    union all
    select
        'survey_items' as list,
        item as value
    from survey_items
)

select
    used.area_code,
    used.list,
    used.value
from used
left join listed on used.list = listed.list and used.value = listed.value
where listed.value is null
