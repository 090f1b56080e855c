-- title: Outcomes as each source gives them
-- grain: one row for each source, measure of the source, area and period
-- private: counts of people in which small numbers are not hidden yet; read figures
-- note: source and source_measure are those of data/reference/measures.csv, which says what they
--   are called here. Regions and England have the code of their area. A share that is published to
--   one decimal with its cohort is kept as it is: its numerator is that share of the cohort, known
--   to 0.05 % of it.

with wider_codes as (
    select
        gss_code,
        area_code
    from stg_reference__area_names
    where is_preferred
),

spellings as (
    select
        lower(name) as spelling,
        area_code
    from stg_reference__area_names
),

excluded as (
    select
        *,
        school_type as source_measure,
        permanent_exclusions as events,
        permanent_exclusions__missing as events__missing,
        permanent_exclusion_rate as events_rate
    from stg_exclusions__rates
    union all
    select
        *,
        'Suspensions: ' || school_type as source_measure,
        fixed_exclusions as events,
        fixed_exclusions__missing as events__missing,
        rate(fixed_exclusions, pupils, 100) as events_rate
    from stg_exclusions__rates
),

exclusions as (
    select
        'exclusions' as source,
        excluded.source_measure,
        coalesce(excluded.area_code, wider_codes.area_code) as area_code,
        excluded.period_start,
        excluded.period_end,
        'academic_year' as period_type,
        cast(null as varchar) as period_status,
        excluded.events as numerator,
        nullif(excluded.pupils, 0) as denominator,
        excluded.events_rate as value,
        case
            when excluded.events_rate is null and excluded.events__missing is null
                then 'not_available'
            else excluded.events__missing
        end as missing_reason,
        'exclusions__rates' as source_table,
        [excluded.source_line] as source_lines
    from excluded
    left join wider_codes on excluded.wider_gss_code = wider_codes.gss_code
),

with_special_needs as (
    select
        area_code,
        wider_gss_code,
        period_start,
        period_end,
        'Level 3: any SEN provision' as source_measure,
        case when count(level_3) = 2 then sum(level_3) end as reached,
        case when count(cohort) = 2 then sum(cohort) end as cohort,
        coalesce(max(level_3__missing), case when count(level_3) < 2 then 'not_available' end)
            as reached__missing,
        list(source_line order by source_line) as source_lines
    from stg_attainment_at_19__levels
    where
        characteristic in (
            'SEN Provision SEN support', 'SEN Provision Education Health and Care Plan'
        )
    group by area_code, wider_gss_code, period_start, period_end
),

at_19 as (
    select
        area_code,
        wider_gss_code,
        period_start,
        period_end,
        'Level 3: ' || characteristic as source_measure,
        level_3 as reached,
        cohort,
        level_3_percentage__missing as reached__missing,
        [source_line] as source_lines
    from stg_attainment_at_19__levels
    union all
    select
        area_code,
        wider_gss_code,
        period_start,
        period_end,
        'Level 2: ' || characteristic as source_measure,
        level_2 as reached,
        cohort,
        level_2__missing as reached__missing,
        [source_line] as source_lines
    from stg_attainment_at_19__levels
    union all by name
    select * from with_special_needs
),

cohorts_with_special_needs as (
    select
        area_code,
        wider_name,
        period_start,
        period_end,
        'Level 3: any SEN provision' as source_measure,
        case when count(level_3) = 2 then sum(level_3) end as reached,
        case when count(cohort) = 2 then sum(cohort) end as cohort,
        list(source_line order by source_line) as source_lines
    from stg_attainment_at_19__cohorts
    where
        characteristic in (
            'SEN Provision SEN support', 'SEN Provision Education Health and Care Plan'
        )
    group by area_code, wider_name, period_start, period_end
),

cohorts_at_19 as (
    select
        area_code,
        wider_name,
        period_start,
        period_end,
        'Level 3: ' || characteristic as source_measure,
        level_3 as reached,
        cohort,
        [source_line] as source_lines
    from stg_attainment_at_19__cohorts
    union all
    select
        area_code,
        wider_name,
        period_start,
        period_end,
        'Level 2: ' || characteristic as source_measure,
        level_2 as reached,
        cohort,
        [source_line] as source_lines
    from stg_attainment_at_19__cohorts
    union all by name
    select * from cohorts_with_special_needs
),

later_attainment as (
    select
        'attainment_at_19_cohorts' as source,
        cohorts_at_19.source_measure,
        coalesce(cohorts_at_19.area_code, spellings.area_code) as area_code,
        cohorts_at_19.period_start,
        cohorts_at_19.period_end,
        'academic_year' as period_type,
        cast(null as varchar) as period_status,
        cohorts_at_19.reached as numerator,
        cohorts_at_19.cohort as denominator,
        percentage(cohorts_at_19.reached, cohorts_at_19.cohort) as value,
        case when cohorts_at_19.reached is null then 'not_available' end as missing_reason,
        'attainment_at_19__cohorts' as source_table,
        cohorts_at_19.source_lines
    from cohorts_at_19
    left join spellings on cohorts_at_19.wider_name = spellings.spelling
),

attainment as (
    select
        'attainment_at_19' as source,
        at_19.source_measure,
        coalesce(at_19.area_code, wider_codes.area_code) as area_code,
        at_19.period_start,
        at_19.period_end,
        'academic_year' as period_type,
        cast(null as varchar) as period_status,
        at_19.reached as numerator,
        at_19.cohort as denominator,
        percentage(at_19.reached, at_19.cohort) as value,
        at_19.reached__missing as missing_reason,
        'attainment_at_19__levels' as source_table,
        at_19.source_lines
    from at_19
    left join wider_codes on at_19.wider_gss_code = wider_codes.gss_code
),

lait as (
    select
        'lait' as source,
        measure as source_measure,
        area_code,
        period_start,
        period_end,
        period_type,
        period_status,
        cast(null as double) as numerator,
        cast(null as double) as denominator,
        value,
        value__missing as missing_reason,
        'lait__values' as source_table,
        [source_line] as source_lines
    from stg_lait__values
    where period_end is not null
),

-- A share given to one decimal is kept as it is: what is counted is that share of the cohort.
shares_at_16 as (
    unpivot (
        select
            area_code,
            wider_gss_code,
            end_year,
            cohort_march,
            cohort_winter,
            source_table,
            source_file,
            source_line,
            participating,
            not_in_education,
            not_in_education_or_not_known,
            not_known
        from stg_participation__years
    )
    on participating, not_in_education, not_in_education_or_not_known, not_known
    into name source_measure value value
),

participation as (
    select
        'participation' as source,
        shares_at_16.source_measure,
        coalesce(shares_at_16.area_code, wider_codes.area_code) as area_code,
        make_date(shares_at_16.end_year - 1, 4, 1) as period_start,
        make_date(shares_at_16.end_year, 3, 31) as period_end,
        'financial_year' as period_type,
        cast(null as varchar) as period_status,
        case shares_at_16.source_measure
            when 'participating' then shares_at_16.cohort_march else shares_at_16.cohort_winter
        end as denominator,
        percentage_of(shares_at_16.value, denominator) as numerator,
        shares_at_16.value,
        cast(null as varchar) as missing_reason,
        shares_at_16.source_table,
        shares_at_16.source_file,
        [shares_at_16.source_line] as source_lines
    from shares_at_16
    left join wider_codes on shares_at_16.wider_gss_code = wider_codes.gss_code
),

ehc_plans as (
    select
        'ehc_plans' as source,
        'in_20_weeks' as source_measure,
        coalesce(plans.area_code, wider_codes.area_code) as area_code,
        plans.period_start,
        plans.period_end,
        'calendar_year' as period_type,
        cast(null as varchar) as period_status,
        plans.in_20_weeks as numerator,
        plans.plans as denominator,
        percentage(plans.in_20_weeks, plans.plans) as value,
        plans.missing_reason,
        'ehc_plans__timeliness' as source_table,
        [plans.source_line] as source_lines
    from stg_ehc_plans__timeliness as plans
    left join wider_codes on plans.wider_gss_code = wider_codes.gss_code
),

appeals as (
    select
        'send_tribunal' as source,
        'appeals' as source_measure,
        areas.area_code,
        tribunal.period_start,
        tribunal.period_end,
        'calendar_year' as period_type,
        cast(null as varchar) as period_status,
        tribunal.appeals as numerator,
        tribunal.decisions as denominator,
        percentage(tribunal.appeals, tribunal.decisions) as value,
        tribunal.missing_reason,
        'send_tribunal__appeals' as source_table,
        [tribunal.source_line] as source_lines
    from stg_send_tribunal__appeals as tribunal
    inner join areas
        on
            areas.area_type <> 'region'
            and plain_name(tribunal.name) = plain_name(areas.name)
),

one_definition as (
    select
        'persistent_absence' as source,
        'series' as source_measure,
        area_codes.area_code,
        series.period_start,
        series.period_end,
        'academic_year' as period_type,
        cast(null as varchar) as period_status,
        series.percentage as value,
        series.percentage__missing as missing_reason,
        'persistent_absence__series' as source_table,
        [series.source_line] as source_lines
    from stg_persistent_absence__series as series
    inner join area_codes on series.gss_code = area_codes.gss_code
),

published as (
    select * from exclusions
    union all
    select * from attainment
    union all by name
    select * from later_attainment
    union all by name
    select * from participation
    union all by name
    select * from ehc_plans
    union all by name
    select * from appeals
    union all by name
    select * from one_definition
    union all by name
    select * from lait
)

select * from published
