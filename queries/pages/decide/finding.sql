-- title: How much has to be decided, in a sentence
-- params: framework, as_at, area_code

select
    areas.name,
    count(decisions.place) as decisions,
    case count(decisions.place)
        when 0 then 'Nothing on record has to be decided within a year'
        when 1 then 'One thing has to be decided within a year'
        else cast(count(decisions.place) as varchar) || ' things have to be decided within a year'
    end
    || case count(decisions.place) filter (where decisions.decide_on <= decisions.as_at)
        when 0 then ''
        when 1 then ', one of them now'
        else
            ', '
            || cast(
                count(decisions.place) filter (where decisions.decide_on <= decisions.as_at)
                as varchar
            )
            || ' of them now'
    end as headline
from areas
left join decisions
    on
        areas.area_code = decisions.area_code
        and decisions.framework = $framework
        and decisions.as_at = cast($as_at as date)
where areas.area_code = $area_code
group by areas.name
