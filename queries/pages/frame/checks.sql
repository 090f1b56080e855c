-- title: Checks that fail on the data behind a page
-- params: area_code, reads, indicator
-- note: By the indicator a page is of, or else by the tables that its questions read. A check whose
--   rows all lie in other authorities does not warn this one: Data and quality says where.

with warned as (
    select area_code
    from areas
    where area_code = $area_code or area_type <> 'authority'
)

select
    check_results.check_name,
    check_results.title,
    check_results.severity,
    check_results.offenders
from check_results
where
    (check_results.offenders > 0 or check_results.error <> '')
    and (
        check_results.areas = '{}'
        or list_has_any(
            json_keys(check_results.areas),
            (select list(warned.area_code order by warned.area_code) from warned)
        )
    )
    and check_results.check_name in (
        select check_reach.check_name
        from check_reach
        where
            check_reach.table_name = $indicator
            or $indicator = '' and list_contains($reads, check_reach.table_name)
    )
order by check_results.severity, check_results.title
