-- title: Dedicated Schools Grant by block
-- grain: one row for each area and financial year
-- source: dedicated_schools_grant
-- note: All in £. England and regions have a name in wider_name instead of a code.

select
    nullif(regexp_extract(area, '^\d{3}'), '') as area_code,
    case when not regexp_matches(area, '^\d') then area end as wider_name,
    make_date(cast(left(year, 4) as integer), 4, 1) as period_start,
    make_date(cast(left(year, 4) as integer) + 1, 3, 31) as period_end,
    schools_before * cast(multiplier as double) as schools_before,
    central_before * cast(multiplier as double) as central_before,
    high_needs_before * cast(multiplier as double) as high_needs_before,
    early_years_before * cast(multiplier as double) as early_years_before,
    total_before * cast(multiplier as double) as total_before,
    schools_after * cast(multiplier as double) as schools_after,
    central_after * cast(multiplier as double) as central_after,
    high_needs_after * cast(multiplier as double) as high_needs_after,
    early_years_after * cast(multiplier as double) as early_years_after,
    total_after * cast(multiplier as double) as total_after,
    source_line
from source_dedicated_schools_grant__allocations
