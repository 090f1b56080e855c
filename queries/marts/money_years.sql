-- title: Money for partnership by financial year, stream, route and purpose
-- grain: one row for each authority, financial year, route, stream and purpose
-- note: In £: outturn, else budget. A sum in which one line has neither is not known.

select
    area_code,
    period_start,
    period_end,
    route,
    stream,
    purpose,
    count(*) as lines,
    case when count(spent) = count(*) then sum(spent order by spent) end as amount,
    max(spent_missing) as amount_missing,
    count(outturn) = count(*) as is_outturn
from funding
group by area_code, period_start, period_end, route, stream, purpose
order by area_code, period_end, route, stream, purpose
