-- title: Every check, what it found, why it matters and how to fix it

with fouled as (
    select
        check_name,
        unnest(json_keys(areas)) as area_code,
        areas as counts
    from check_results
),

placed as (
    select
        fouled.check_name,
        string_agg(
            areas.name || ' '
            || json_extract_string(fouled.counts, '$."' || areas.area_code || '"'), ', '
            order by areas.name
        ) as places
    from fouled
    inner join areas on fouled.area_code = areas.area_code
    group by fouled.check_name
)

select
    check_results.check_name,
    check_results.title,
    check_results.severity,
    check_results.offenders,
    check_results.sample,
    check_results.error,
    check_results.fix,
    labels.value as why,
    placed.places,
    check_results.offenders > 0 or check_results.error <> '' as has_found
from check_results
left join placed on check_results.check_name = placed.check_name
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
