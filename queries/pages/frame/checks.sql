-- title: Checks that fail on the data behind a page
-- params: reads, indicator
-- note: By the indicator a page is of, or else by the tables that its questions read.

select
    check_name,
    title,
    severity,
    offenders
from check_results
where
    (offenders > 0 or error <> '')
    and check_name in (
        select check_reach.check_name
        from check_reach
        where
            check_reach.table_name = $indicator
            or $indicator = '' and list_contains($reads, check_reach.table_name)
    )
order by severity, title
