-- title: The levels of a framework are 1, 2, 3 and so on
-- severity: error
-- fix: Number the levels in levels.csv from 1, the lowest, with none left out; words can say more
-- note: A theme's level is a mean of its indicators' levels, which must lie equally far apart
-- about: framework_levels

with numbered as (
    select
        framework,
        level,
        row_number() over (partition by framework order by level) as place
    from framework_levels
)

select
    'frameworks/' || framework || '/levels.csv' as file,
    'level ' || level || ' stands where ' || place || ' should' as reason
from numbered
where level <> place
