-- title: The Dedicated Schools Grant of an authority by block, year by year
-- params: area_code, as_at
-- note: Before recoupment: academies included. Amounts in £ million for the chart, in £ for the
--   table.

with blocks as (
    select
        period_end,
        max(amount) filter (where block = 'schools') as schools,
        max(amount) filter (where block = 'high_needs') as high_needs,
        max(amount) filter (where block = 'early_years') as early_years,
        max(amount) filter (where block = 'central') as central,
        max(amount) filter (where block = 'total') as total
    from dedicated_schools_grant
    where
        area_code = $area_code
        and recoupment = 'before'
        and period_end <= cast($as_at as date)
    group by period_end
)

select
    period_label(period_end, 'financial_year') as name,
    schools,
    high_needs,
    early_years,
    central,
    total,
    quotient(schools, 1000000) as schools_m,
    quotient(high_needs, 1000000) as high_needs_m,
    quotient(early_years, 1000000) as early_years_m,
    quotient(central, 1000000) as central_m,
    name || ': ' || pounds(total) as said
from blocks
where total is not null
order by period_end
