-- title: One measure of published money for every authority, with the sentence of its place
-- params: area_code, as_at, measure
-- note: The last year up to the date. place is chosen, neighbour, region (the same region) or
--   other; the country is a line across. Money is no sample: there is no interval.

select
    money_ranks.title,
    money_ranks.unit,
    money_ranks.counted,
    money_ranks.decimals,
    money_ranks.year,
    money_ranks.name,
    money_ranks.region,
    money_ranks.value,
    money_ranks.amount,
    money_ranks.missing_reason,
    case
        when money_ranks.area_type = 'country' then 'country'
        when money_ranks.area_code = $area_code then 'chosen'
        when list_contains(own.neighbour_codes, money_ranks.area_code) then 'neighbour'
        when money_ranks.region_code = own.region_code then 'region'
        else 'other'
    end as place,
    money_ranks.area_type,
    money_ranks.position,
    money_ranks.text,
    coalesce(
        max(money_ranks.sentence) filter (where money_ranks.area_code = $area_code) over (),
        money_ranks.title || ': not known for this authority'
    ) as sentence
from money_ranks
inner join area_relations as own on own.area_code = $area_code
where
    money_ranks.measure = $measure  -- noqa: RF02
    and money_ranks.period_end = (
        select max(known.period_end)
        from money_ranks as known
        where
            known.measure = $measure  -- noqa: RF02
            and known.period_end <= cast($as_at as date)
            and known.value is not null
    )
order by money_ranks.value desc nulls last, money_ranks.name asc
