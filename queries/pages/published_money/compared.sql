-- title: One measure of published money for every authority, with the sentence of its place
-- params: area_code, as_at, measure
-- note: The last year up to the date. place is chosen, neighbour, region (the same region) or
--   other; the country is a line across. Money is no sample: there is no interval.

select
    placed_money.title,
    placed_money.unit,
    placed_money.counted,
    placed_money.decimals,
    placed_money.year,
    placed_money.name,
    placed_money.region,
    placed_money.value,
    placed_money.amount,
    placed_money.missing_reason,
    case
        when placed_money.area_type = 'country' then 'country'
        when placed_money.area_code = $area_code then 'chosen'
        when list_contains(own.neighbour_codes, placed_money.area_code) then 'neighbour'
        when placed_money.region_code = own.region_code then 'region'
        else 'other'
    end as place,
    placed_money.area_type,
    placed_money.position,
    placed_money.text,
    coalesce(
        max(placed_money.sentence) filter (where placed_money.area_code = $area_code) over (),
        placed_money.title || ': not known for this authority'
    ) as sentence
from placed_money
inner join surroundings as own on own.area_code = $area_code
where
    placed_money.measure = $measure  -- noqa: RF02
    and placed_money.period_end = (
        select max(known.period_end)
        from placed_money as known
        where
            known.measure = $measure  -- noqa: RF02
            and known.period_end <= cast($as_at as date)
            and known.value is not null
    )
order by placed_money.value desc nulls last, placed_money.name asc
