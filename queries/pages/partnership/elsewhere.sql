-- title: What is known of a partnership that is not of the authority, or not yet
-- params: as_at, partnership

select
    case
        when partnerships.started_on > cast($as_at as date)
            then
                partnerships.name || ' began on ' || strftime(partnerships.started_on, '%-d %B %Y')
                || ', after the date chosen.'
        else
            partnerships.name || ' is kept by ' || areas.name
            || ' and has no member of the authority chosen.'
    end as sentence,
    cast(null as text) as code,
    cast(null as text) as label
from partnerships
inner join areas on partnerships.area_code = areas.area_code
where partnerships.partnership_id = $partnership
