-- title: Every check, what it found, why it matters and how to mend it

select
    check_results.check_name,
    check_results.title,
    check_results.severity,
    check_results.offenders,
    check_results.sample,
    check_results.error,
    check_results.fix,
    labels.value as why,
    check_results.offenders > 0 or check_results.error <> '' as has_found
from check_results
left join labels
    on
        check_results.check_name = labels.name
        and labels.layer = 'checks'
        and labels.key = 'note'
order by
    has_found desc,
    check_results.severity asc,
    check_results.offenders desc,
    check_results.title asc
