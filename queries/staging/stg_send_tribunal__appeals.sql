-- title: Appeals to the SEND tribunal
-- grain: one row for each area and year
-- source: send_tribunal
-- note: The source writes names and no codes, with a figure of a footnote at their end; England is
--   its total. A name in capitals is the heading of a region, and holds no figures.

select
    case
        when name like 'England Total%' then 'England'
        else regexp_replace(name, '\d+$', '')
    end as name,
    make_date(cast(year as integer), 1, 1) as period_start,
    make_date(cast(year as integer), 12, 31) as period_end,
    appeals,
    decisions,
    decisions__missing as missing_reason,
    source_line
from source_send_tribunal__appeals
where year is not null
