-- title: A framework that follows another follows one that exists, and is scored only with ratings
-- severity: error
-- fix: Name the folder of the framework before, begin later than it, and give ratings.csv where and
--   only where the scale is scored
-- note: Whether we changed or the ruler changed is told from this
-- about: frameworks

with rated as (
    select distinct framework
    from framework_ratings
),

judged as (
    select
        frameworks.framework,
        case
            when frameworks.follows is not null and earlier.framework is null
                then 'no framework is called ' || frameworks.follows
            when earlier.rules_from >= frameworks.rules_from
                then frameworks.follows || ' does not begin earlier'
            when frameworks.scale = 'scored' and rated.framework is null
                then 'the scale is scored and there is no ratings.csv'
            when frameworks.scale <> 'scored' and rated.framework is not null
                then 'there is a ratings.csv and the scale is not scored'
        end as reason
    from frameworks
    left join frameworks as earlier on frameworks.follows = earlier.framework
    left join rated on frameworks.framework = rated.framework
)

select
    'frameworks/' || framework || '/framework.csv' as file,
    2 as line,
    reason
from judged
where reason is not null
