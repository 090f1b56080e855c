-- title: Localities, and the authority each goes to
-- params: area_code, as_at

select
    coalesce(successor_institutions.locality, 'no locality given') as locality,
    coalesce(future_authorities.name, 'Not placed') as goes_to,
    count(*) as institutions
from successor_institutions
left join future_authorities
    on
        successor_institutions.area_code = future_authorities.predecessor_code
        and successor_institutions.authority = future_authorities.authority
where
    successor_institutions.area_code = $area_code
    and successor_institutions.as_at = cast($as_at as date)
group by locality, goes_to, future_authorities.name
order by future_authorities.name is null desc, goes_to asc, locality asc
