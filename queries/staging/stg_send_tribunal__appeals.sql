-- title: Appeals to the SEND tribunal
-- grain: one row for each area and year
-- source: send_tribunal
-- note: The source writes names and no codes, with a figure of a footnote at their end; England is
--   its total. A name in capitals is the heading of a region, and holds no figures.

with listed as (
    select
        name,
        2014 as year,
        appeals_2014 as appeals,
        decisions_2014 as decisions,
        decisions_2014__missing as missing_reason,
        source_line
    from source_send_tribunal__appeals
    union all
    select
        name,
        2015 as year,
        appeals_2015 as appeals,
        decisions_2015 as decisions,
        decisions_2015__missing as missing_reason,
        source_line
    from source_send_tribunal__appeals
    union all
    select
        name,
        2016 as year,
        appeals_2016 as appeals,
        decisions_2016 as decisions,
        decisions_2016__missing as missing_reason,
        source_line
    from source_send_tribunal__appeals
    union all
    select
        name,
        2017 as year,
        appeals_2017 as appeals,
        decisions_2017 as decisions,
        decisions_2017__missing as missing_reason,
        source_line
    from source_send_tribunal__appeals
    union all
    select
        name,
        2018 as year,
        appeals_2018 as appeals,
        decisions_2018 as decisions,
        decisions_2018__missing as missing_reason,
        source_line
    from source_send_tribunal__appeals
    union all
    select
        name,
        2019 as year,
        appeals_2019 as appeals,
        decisions_2019 as decisions,
        decisions_2019__missing as missing_reason,
        source_line
    from source_send_tribunal__appeals
    union all
    select
        name,
        2020 as year,
        appeals_2020 as appeals,
        decisions_2020 as decisions,
        decisions_2020__missing as missing_reason,
        source_line
    from source_send_tribunal__appeals
    union all
    select
        name,
        2021 as year,
        appeals_2021 as appeals,
        decisions_2021 as decisions,
        decisions_2021__missing as missing_reason,
        source_line
    from source_send_tribunal__appeals
    union all
    select
        name,
        2022 as year,
        appeals_2022 as appeals,
        decisions_2022 as decisions,
        decisions_2022__missing as missing_reason,
        source_line
    from source_send_tribunal__appeals
)

select
    case
        when name like 'England Total%' then 'England'
        else regexp_replace(name, '\d+$', '')
    end as name,
    make_date(year, 1, 1) as period_start,
    make_date(year, 12, 31) as period_end,
    appeals,
    decisions,
    missing_reason,
    source_line
from listed
