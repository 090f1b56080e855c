-- title: Indicators touched by the checks that fail

select
    check_reach.check_name,
    indicator_labels.indicator,
    indicator_labels.title
from check_reach
inner join indicator_labels on check_reach.table_name = indicator_labels.indicator
inner join check_results on check_reach.check_name = check_results.check_name
where check_results.offenders > 0 or check_results.error <> ''
order by check_reach.check_name, indicator_labels.title
