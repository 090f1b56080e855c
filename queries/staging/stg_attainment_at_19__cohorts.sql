-- title: Young people by level reached at 19, counted by cohort
-- grain: one row for each area, cohort and group of young people
-- source: attainment_at_19
-- note: Groups are spelled as in the earlier file of levels, which they carry on. area_code is that
--   of an authority; regions and England have their name in wider_name instead. Crossed groups are
--   left out. The file keeps the old code of Dorset (835) for cohorts of the new authority (838).

select
    case
        when area_code = '835' and cohort_year >= 2019 then '838'
        when area_code <> 'ALL' then area_code
    end as area_code,
    la_name,
    case
        when area_code <> 'ALL' then null
        when region_name = 'ALL' then 'england'
        else lower(region_name)
    end as wider_name,
    make_date(cast(cohort_year as integer) - 1, 9, 1) as period_start,
    make_date(cast(cohort_year as integer), 8, 31) as period_end,
    case
        when fsm = 'Eligible for FSM' then 'FSM Status Eligable'
        when fsm = 'Not eligible for FSM' then 'FSM Status Not Eligable'
        when sen = 'No SEN' then 'SEN Provision No identified SEN'
        when sen = 'SEN without statements or EHC plans' then 'SEN Provision SEN support'
        when sen = 'SEN with statements or EHC plans'
            then 'SEN Provision Education Health and Care Plan'
        else 'Total'
    end as characteristic,
    cohort,
    level_2,
    level_3,
    source_line
from source_attainment_at_19__cohorts
where
    gender = 'ALL'
    and (fsm = 'ALL' or sen = 'ALL')
