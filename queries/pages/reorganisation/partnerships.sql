-- title: Partnerships that cross the line first, then those of each side
-- params: area_code, as_at

with counted as (
    select
        active_memberships.partnership_id,
        future_authorities.name,
        count(*) as members
    from active_memberships
    inner join successor_institutions
        on
            active_memberships.institution_id = successor_institutions.institution_id
            and active_memberships.period_end = successor_institutions.as_at
    inner join future_authorities
        on
            successor_institutions.area_code = future_authorities.predecessor_code
            and successor_institutions.authority = future_authorities.authority
    where
        successor_institutions.area_code = $area_code
        and successor_institutions.as_at = cast($as_at as date)
    group by active_memberships.partnership_id, future_authorities.name
),

divided as (
    select
        partnership_id,
        string_agg(name || ' ' || members, ', ' order by name) as split
    from counted
    group by partnership_id
)

select
    partnerships.name,
    successor_partnerships.partnership_id,
    partnership_kinds.title as kind,
    successor_sides.name as side,
    successor_partnerships.members,
    divided.split,
    successor_partnerships.not_placed,
    successor_partnerships.elsewhere,
    successor_partnerships.devolved,
    successor_partnerships.retained,
    coalesce(successor_partnerships.spent_missing, 'not_collected') as spent_missing
from successor_partnerships
inner join partnerships on successor_partnerships.partnership_id = partnerships.partnership_id
inner join partnership_kinds on partnerships.kind = partnership_kinds.kind
inner join successor_sides
    on
        successor_partnerships.area_code = successor_sides.area_code
        and successor_partnerships.as_at = successor_sides.as_at
        and successor_partnerships.side = successor_sides.side
left join divided on successor_partnerships.partnership_id = divided.partnership_id
where
    successor_partnerships.area_code = $area_code
    and successor_partnerships.as_at = cast($as_at as date)
order by
    successor_sides.side = 'crosses' desc, successor_sides.position asc, partnerships.name asc
