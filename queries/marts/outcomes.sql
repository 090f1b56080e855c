-- title: Outcomes for children and young people
-- grain: one row for each measure, area and period
-- private: counts of people in which small numbers are not hidden yet; read figures
-- note: One name for a measure whatever the source calls it (stg_reference__measures). Where two
--   sources give the same measure, area and period, the one that gives counts is used. A figure
--   counts for an authority only if the authority still stood on the last day of the period, so
--   the school year 2008/09 belongs to the successors of Bedfordshire and Cheshire; their pupils
--   were counted under the old county in January 2009, so their rates are not available. Back
--   figures that a publisher works out for an authority before it began are left out. An authority
--   that stood in a period and has no row in the source gets one that says so.

with wider_codes as (
    select
        gss_code,
        area_code
    from stg_reference__area_names
    where is_preferred
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

published as (
    select * from exclusions
    union all
    select * from attainment
    union all
    select * from lait
),

named as (
    select
        measures.measure,
        measures.rank,
        published.area_code,
        published.period_start,
        published.period_end,
        published.period_type,
        coalesce(published.period_status, measures.status) as period_status,
        published.numerator,
        published.denominator,
        published.value,
        published.missing_reason,
        published.source,
        published.source_measure,
        published.source_table,
        published.source_lines
    from published
    inner join stg_reference__measures as measures
        on
            published.source = measures.source
            and published.source_measure = measures.source_measure
    inner join areas
        on
            published.area_code = areas.area_code
            and published.period_end >= areas.valid_from
            and (areas.valid_to is null or published.period_end <= areas.valid_to)
),

ranked as (
    select
        *,
        row_number() over (
            partition by measure, area_code, period_end
            order by rank
        ) as place
    from named
),

demonstration as (
    select
        measure,
        area_code,
        period_start,
        period_end,
        period_type,
        period_status,
        numerator,
        denominator,
        value,
        coalesce(value__missing, numerator__missing) as missing_reason,
        'demonstration' as source,
        measure as source_measure,
        'demonstration__outcomes' as source_table,
        [source_line] as source_lines
    from stg_demonstration__outcomes
),

known as (
    select * exclude (rank, place)
    from ranked
    where place = 1
    union all by name
    select * from demonstration
),

periods as (
    select
        measure,
        period_start,
        period_end,
        period_type,
        min(period_status) as period_status,
        min(source) as source,
        min(source_measure) as source_measure,
        min(source_table) as source_table
    from known
    group by measure, period_start, period_end, period_type
),

absent as (
    select
        periods.measure,
        areas.area_code,
        periods.period_start,
        periods.period_end,
        periods.period_type,
        periods.period_status,
        cast(null as double) as numerator,
        cast(null as double) as denominator,
        cast(null as double) as value,
        'not_available' as missing_reason,
        periods.source,
        periods.source_measure,
        periods.source_table,
        cast([] as integer[]) as source_lines
    from periods
    inner join areas
        on
            areas.area_type = 'authority'
            and periods.period_end >= areas.valid_from
            and (areas.valid_to is null or periods.period_end <= areas.valid_to)
    left join known
        on
            periods.measure = known.measure
            and periods.period_end = known.period_end
            and areas.area_code = known.area_code
    where known.area_code is null
)

select
    measure,
    area_code,
    period_start,
    period_end,
    period_type,
    period_status,
    numerator,
    denominator,
    value,
    missing_reason,
    source,
    source_measure,
    source_table,
    source_lines
from known
union all
select * from absent
order by measure, area_code, period_end
