-- title: Money from stream by route to purpose in the financial year that ended last
-- params: area_code, as_at

select
    coalesce(streams.title, money_years.stream, 'stream not given') as source,
    money_years.route,
    coalesce(purposes.title, money_years.purpose, 'purpose not given') as purpose,
    money_years.amount,
    case when money_years.is_outturn then 'outturn' else 'budget' end as status,
    concat_ws(
        ', ',
        streams.title,
        money_years.route,
        purposes.title,
        pounds(money_years.amount)
    ) as said
from money_years
left join streams on money_years.stream = streams.stream
left join purposes on money_years.purpose = purposes.purpose
where
    money_years.area_code = $area_code
    and money_years.amount > 0
    and money_years.period_end = (
        select max(last_year.period_end)
        from money_years as last_year
        where
            last_year.area_code = $area_code
            and last_year.period_end <= cast($as_at as date)
    )
order by
    case money_years.route when 'devolved' then 1 when 'retained' then 2 else 3 end,
    money_years.amount desc
