-- title: The Dedicated Schools Grant of an authority by block, year by year
-- grain: one row for each area and financial year with a whole grant
-- note: Before recoupment: academies included. Amounts in £, and in £ million for a chart.

with blocks as (
    select
        area_code,
        period_end,
        max(amount) filter (where block = 'schools') as schools,
        max(amount) filter (where block = 'high_needs') as high_needs,
        max(amount) filter (where block = 'early_years') as early_years,
        max(amount) filter (where block = 'central') as central,
        max(amount) filter (where block = 'total') as total
    from dedicated_schools_grant
    where recoupment = 'before'
    group by area_code, period_end
)

select
    area_code,
    period_end,
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
order by area_code, period_end
