-- title: What falls to each authority to be formed, and what crosses the line between them
-- grain: one row for each authority that is to end, assessment date and side
-- note: A side is an authority to be formed, crosses (partnerships alone) or not_placed. Sums of
--   money are empty where that of one partnership on the side is not known, or
--   the authority keeps no register of funding. with_money counts the partnerships that have a
--   line in it; the others add nothing, and where none has one the sum is not known.

with others as (
    select listed.*
    from (
        values ('crosses', 'Crosses the line', 98), ('not_placed', 'Not placed', 99)
    ) as listed (side, name, position)
),

ending as (
    select distinct predecessor_code as area_code
    from future_authorities
),

sides as (
    select
        predecessor_code as area_code,
        authority as side,
        name,
        row_number() over (partition by predecessor_code order by name) as position
    from future_authorities
    union all
    select
        ending.area_code,
        others.side,
        others.name,
        others.position
    from ending
    cross join others
),

collected as (
    select distinct area_code
    from funding
),

dates as (
    select distinct
        area_code,
        as_at
    from successor_institutions
),

institutions_there as (
    select
        area_code,
        as_at,
        authority as side,
        count(*) as institutions,
        count(*) filter (where phase in ('secondary', 'all_through')) as secondaries
    from successor_institutions
    group by area_code, as_at, side
),

partnerships_there as (
    select
        area_code,
        as_at,
        side,
        count(*) as partnerships,
        count(*) filter (where devolved is not null or spent_missing is not null) as with_money,
        bool_and(spent_missing is null) and count(devolved) > 0 as is_known,
        coalesce(sum(devolved order by partnership_id), 0) as devolved,
        coalesce(sum(retained order by partnership_id), 0) as retained,
        max(spent_missing) as spent_missing
    from successor_partnerships
    group by area_code, as_at, side
)

select
    sides.area_code,
    dates.as_at,
    sides.position,
    sides.side,
    sides.name,
    case
        when sides.side <> 'crosses' then coalesce(institutions_there.institutions, 0)
    end as institutions,
    case
        when sides.side <> 'crosses' then coalesce(institutions_there.secondaries, 0)
    end as secondaries,
    coalesce(partnerships_there.partnerships, 0) as partnerships,
    coalesce(partnerships_there.with_money, 0) as with_money,
    case
        when collected.area_code is not null and coalesce(partnerships_there.is_known, true)
            then coalesce(partnerships_there.devolved, 0)
    end as devolved,
    case
        when collected.area_code is not null and coalesce(partnerships_there.is_known, true)
            then coalesce(partnerships_there.retained, 0)
    end as retained,
    case
        when collected.area_code is null or partnerships_there.with_money = 0
            then 'not_collected'
        else partnerships_there.spent_missing
    end as spent_missing
from sides
inner join dates on sides.area_code = dates.area_code
left join collected on sides.area_code = collected.area_code
left join institutions_there
    on
        sides.area_code = institutions_there.area_code
        and dates.as_at = institutions_there.as_at
        and sides.side = institutions_there.side
left join partnerships_there
    on
        sides.area_code = partnerships_there.area_code
        and dates.as_at = partnerships_there.as_at
        and sides.side = partnerships_there.side
order by sides.area_code, dates.as_at, sides.position
