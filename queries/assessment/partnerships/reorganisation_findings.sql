-- title: What a reorganisation ahead divides, in a sentence
-- grain: one row for each authority that is to end and assessment date before that day

with coming as (
    select
        predecessor_code,
        min(starts_on) as starts_on,
        string_agg(name, ' and ' order by name) as names,
        max(source || ', ' || strftime(source_date, '%-d %b %Y')) as said_by
    from future_authorities
    group by predecessor_code
),

summed as (
    select
        area_code,
        as_at,
        sum(partnerships) as partnerships,
        sum(partnerships) filter (where side = 'crosses') as crossing,
        sum(institutions) filter (where side = 'not_placed') as not_placed,
        sum(institutions) as institutions,
        max(devolved) filter (where side = 'crosses') as devolved,
        max(retained) filter (where side = 'crosses') as retained,
        max(with_money) filter (where side = 'crosses') as with_money
    from successor_sides
    group by area_code, as_at
)

select
    summed.area_code,
    summed.as_at,
    coming.starts_on,
    case
        when summed.partnerships = 0
            then
                areas.name || ' becomes ' || coming.names
                || ': no partnership is recorded on this date'
        when summed.crossing = 0
            then
                'No partnership of ' || areas.name
                || ' crosses the line between the new authorities: it becomes ' || coming.names
        else
            summed.crossing || ' of ' || summed.partnerships
            || case summed.partnerships when 1 then ' partnership' else ' partnerships' end
            || ' of ' || areas.name
            || case summed.crossing when 1 then ' crosses' else ' cross' end
            || ' the line between ' || coming.names
    end as headline,
    'from ' || strftime(coming.starts_on, '%-d %b %Y') || ' · '
    || (summed.institutions - summed.not_placed) || ' of ' || summed.institutions
    || ' institutions placed by their locality · ' || coming.said_by as below,
    case
        when summed.partnerships = 0 then ''
        when summed.devolved is null or summed.retained is null
            then 'How much money is in partnerships that cross is not known.'
        else
            '£' || shown(summed.devolved, 0) || ' devolved and £' || shown(summed.retained, 0)
            || ' retained a year are in the partnerships that cross; money is recorded for '
            || summed.with_money || ' of ' || summed.crossing || '.'
    end as money
from summed
inner join coming on summed.area_code = coming.predecessor_code
inner join areas on summed.area_code = areas.area_code
order by summed.area_code, summed.as_at
