-- title: Facts of 9 December 2009
-- grain: one row for each authority and kind of fact
-- source: caa_2009

select
    area_code,
    published_on,
    case kind when 'CAA area assessment flag' then 'red_flag' else 'rating' end as kind,
    words,
    link,
    source_line
from source_caa_2009__facts
