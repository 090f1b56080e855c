-- title: Maintained schools in surplus and deficit
-- grain: one row for each area, financial year and phase
-- source: maintained_school_balances
-- note: The balance is in £. area_code is that of an authority; England and regions have a
--   9-character code in wider_gss_code instead.

select
    area_code,
    la_name,
    gss_code,
    case geographic_level
        when 'National' then country_code
        when 'Regional' then region_code
    end as wider_gss_code,
    make_date(cast(left(time_period, 4) as integer), 4, 1) as period_start,
    make_date(cast(left(time_period, 4) as integer) + 1, 3, 31) as period_end,
    case school_phase
        when 'All LA maintained schools' then 'all'
        when 'PRU' then 'pupil_referral_unit'
        else lower(school_phase)
    end as phase,
    schools,
    schools_in_surplus,
    schools_in_deficit,
    deficit_percentage,
    balance_million * 1000000 as balance,
    source_line
from source_maintained_school_balances__balances
