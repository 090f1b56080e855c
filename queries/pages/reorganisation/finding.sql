-- title: What a reorganisation ahead divides, or that none is on record
-- params: area_code, as_at

with coming as (
    select
        predecessor_code,
        min(starts_on) as starts_on,
        string_agg(name, ' and ' order by name) as names
    from future_authorities
    group by predecessor_code
)

select
    areas.name,
    findings.headline,
    findings.below,
    coalesce(findings.money, '') as money,
    findings.headline is not null as is_known,
    case
        when coming.starts_on is null
            then
                'No plan to change the borders of ' || areas.name || ' is on record. '
                || 'When one is made, it is added to the list of future authorities.'
        when coming.starts_on <= cast($as_at as date)
            then
                areas.name || ' was to end on ' || strftime(coming.starts_on, '%-d %b %Y')
                || '. Choose an earlier date.'
        else
            areas.name || ' becomes ' || coming.names || ' on '
            || strftime(coming.starts_on, '%-d %b %Y')
            || '. What falls on either side needs the register of institutions, with localities, '
            || 'and that of partnerships.'
    end as needed
from areas
left join reorganisation_findings as findings
    on areas.area_code = findings.area_code and findings.as_at = cast($as_at as date)
left join coming on areas.area_code = coming.predecessor_code
where areas.area_code = $area_code
