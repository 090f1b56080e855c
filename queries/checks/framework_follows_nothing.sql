-- title: A framework that follows another follows one that exists
-- severity: error
-- fix: Name the folder of the framework before, begin later than it
-- note: Whether performance or the scoring rules changed is worked out from this
-- about: frameworks

with judged as (
    select
        frameworks.framework,
        case
            when frameworks.follows is not null and earlier.framework is null
                then 'no framework is called ' || frameworks.follows
            when earlier.rules_from >= frameworks.rules_from
                then frameworks.follows || ' does not begin earlier'
        end as reason
    from frameworks
    left join frameworks as earlier on frameworks.follows = earlier.framework
)

select
    'frameworks/' || framework || '/framework.csv' as file,
    2 as line,
    reason
from judged
where reason is not null
