-- title: Dedicated Schools Grant by block
-- grain: one row for each area, financial year, block and side of recoupment
-- gate: takes amounts of money only
-- note: In £. Before recoupment is the whole grant of the area; after it, without the money of
--   academies and of places paid for directly.

with placed as (
    select
        allocations.*,
        coalesce(allocations.area_code, wider.area_code) as placed_code
    from stg_dedicated_schools_grant__allocations as allocations
    left join stg_reference__area_names as wider
        on lower(allocations.wider_name) = lower(wider.name)
),

long as (
    unpivot placed
    on columns(* exclude (
        area_code, wider_name, placed_code, period_start, period_end, source_file, source_line
    ))
    into name block_and_side value amount
),

published as (
    select
        placed_code as area_code,
        period_start,
        period_end,
        regexp_replace(block_and_side, '_(before|after)$', '') as block,
        regexp_extract(block_and_side, '(before|after)$') as recoupment,
        amount,
        cast(null as varchar) as missing_reason,
        'dedicated_schools_grant__allocations' as source_table,
        source_file,
        [source_line] as source_lines
    from long
    where placed_code is not null
),

demonstration as (
    select
        area_code,
        period_start,
        period_end,
        case measure
            when 'dsg_total' then 'total'
            else regexp_replace(measure, '^dsg_(.*)_block$', '\1')
        end as block,
        'before' as recoupment,
        value as amount,
        missing_reason,
        source_table,
        source_file,
        source_lines
    from outcomes
    where
        source = 'demonstration'
        and (measure = 'dsg_total' or measure like 'dsg\_%\_block' escape '\')
)

select * from published
union all
select * from demonstration
order by area_code, period_end, block, recoupment
