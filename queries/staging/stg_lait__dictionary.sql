-- title: Measures of the Local Authority Interactive Tool
-- grain: one row for each measure
-- source: lait
-- note: Fourteen measures are under two topics with one kind of year: the first row is kept. No
--   polarity (a hyphen or NA) is neutral.

with numbered as (
    select
        measure,
        measure_code,
        topic,
        measure_title,
        polarity,
        unit,
        year_type,
        decimals,
        no_quartile,
        row_number() over (partition by measure order by source_line) as place
    from source_lait__dictionary
)

select
    measure,
    measure_code,
    topic,
    measure_title,
    case polarity
        when 'High' then 'higher_is_better'
        when 'Low' then 'lower_is_better'
        else 'neutral'
    end as polarity,
    unit,
    year_type,
    decimals,
    coalesce(no_quartile, '') <> 'N' as has_quartiles
from numbered
where place = 1
