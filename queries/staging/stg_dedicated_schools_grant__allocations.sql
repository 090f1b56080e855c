-- title: Dedicated Schools Grant by block
-- grain: one row for each area and financial year
-- source: dedicated_schools_grant
-- note: All in £. England and regions have a name in wider_name instead of a code.

with in_unit as (
    select
        *,
        case when unit = 'million' then 1000000 else 1 end as factor
    from source_dedicated_schools_grant__allocations
)

select
    nullif(regexp_extract(area, '^\d{3}'), '') as area_code,
    case when not regexp_matches(area, '^\d') then area end as wider_name,
    make_date(cast(left(year, 4) as integer), 4, 1) as period_start,
    make_date(cast(left(year, 4) as integer) + 1, 3, 31) as period_end,
    schools_before * factor as schools_before,
    central_before * factor as central_before,
    high_needs_before * factor as high_needs_before,
    early_years_before * factor as early_years_before,
    total_before * factor as total_before,
    schools_after * factor as schools_after,
    central_after * factor as central_after,
    high_needs_after * factor as high_needs_after,
    early_years_after * factor as early_years_after,
    total_after * factor as total_after,
    source_file,
    source_line
from in_unit
