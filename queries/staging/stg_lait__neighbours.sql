-- title: Statistical neighbours
-- grain: one row for each authority and neighbour
-- source: lait
-- note: Ten pairs of columns become ten rows. The words of closeness are spelled alike. The
--   file's name says of when the model is.

with places as (
    select
        area_code,
        model,
        neighbour_1 as neighbour_code,
        1 as rank,
        closeness_1 as closeness
    from source_lait__neighbours
    union all
    select
        area_code,
        model,
        neighbour_2 as neighbour_code,
        2 as rank,
        closeness_2 as closeness
    from source_lait__neighbours
    union all
    select
        area_code,
        model,
        neighbour_3 as neighbour_code,
        3 as rank,
        closeness_3 as closeness
    from source_lait__neighbours
    union all
    select
        area_code,
        model,
        neighbour_4 as neighbour_code,
        4 as rank,
        closeness_4 as closeness
    from source_lait__neighbours
    union all
    select
        area_code,
        model,
        neighbour_5 as neighbour_code,
        5 as rank,
        closeness_5 as closeness
    from source_lait__neighbours
    union all
    select
        area_code,
        model,
        neighbour_6 as neighbour_code,
        6 as rank,
        closeness_6 as closeness
    from source_lait__neighbours
    union all
    select
        area_code,
        model,
        neighbour_7 as neighbour_code,
        7 as rank,
        closeness_7 as closeness
    from source_lait__neighbours
    union all
    select
        area_code,
        model,
        neighbour_8 as neighbour_code,
        8 as rank,
        closeness_8 as closeness
    from source_lait__neighbours
    union all
    select
        area_code,
        model,
        neighbour_9 as neighbour_code,
        9 as rank,
        closeness_9 as closeness
    from source_lait__neighbours
    union all
    select
        area_code,
        model,
        neighbour_10 as neighbour_code,
        10 as rank,
        closeness_10 as closeness
    from source_lait__neighbours
)

select
    area_code,
    neighbour_code,
    rank,
    lower(closeness) as closeness,
    trim('DfE, ' || upper(left(model, 1)) || replace(substr(model, 2), '_', ' '), ', ') as model
from places
where neighbour_code is not null
