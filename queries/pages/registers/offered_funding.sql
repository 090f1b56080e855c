-- title: The central block of the Dedicated Schools Grant, as a row of funding to complete
-- params: area_code
-- note: Only the central block may pay for work between schools. How much of it does so, and for
--   what, the authority gives: the whole block is not money for partnerships.

select
    'dsg_central_' || strftime(period_end, '%Y') as line_id,
    area_code,
    strftime(period_start, '%Y-%m-%d') as period_start,
    strftime(period_end, '%Y-%m-%d') as period_end,
    'dedicated_schools_grant' as stream,
    'retained' as route,
    concat(
        'Dedicated Schools Grant allocations: the central block of ',
        strftime(period_end, '%Y'), ' is £', format('{:,}', cast(round(amount) as bigint))
    ) as offered_from
from dedicated_schools_grant
where
    area_code = $area_code
    and block like 'central%'
    and recoupment = 'before'
    and amount is not null
qualify row_number() over (order by period_end desc) = 1
