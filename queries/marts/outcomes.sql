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

exclusions as (
    select
        'exclusions' as source,
        rates.school_type as source_measure,
        coalesce(rates.area_code, wider_codes.area_code) as area_code,
        rates.period_start,
        rates.period_end,
        'academic_year' as period_type,
        cast(null as varchar) as period_status,
        rates.permanent_exclusions as numerator,
        nullif(rates.pupils, 0) as denominator,
        rates.permanent_exclusion_rate as value,
        case
            when
                rates.permanent_exclusion_rate is null
                and rates.permanent_exclusions__missing is null
                then 'not_available'
            else rates.permanent_exclusions__missing
        end as missing_reason
    from stg_exclusions__rates as rates
    left join wider_codes on rates.wider_gss_code = wider_codes.gss_code
),

attainment as (
    select
        'attainment_at_19' as source,
        levels.characteristic as source_measure,
        coalesce(levels.area_code, wider_codes.area_code) as area_code,
        levels.period_start,
        levels.period_end,
        'academic_year' as period_type,
        cast(null as varchar) as period_status,
        levels.level_3 as numerator,
        levels.cohort as denominator,
        levels.level_3_percentage as value,
        levels.level_3_percentage__missing as missing_reason
    from stg_attainment_at_19__levels as levels
    left join wider_codes on levels.wider_gss_code = wider_codes.gss_code
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
        value__missing as missing_reason
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
        published.source
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
        'demonstration' as source
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
        min(source) as source
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
        periods.source
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
    source
from known
union all
select * from absent
order by measure, area_code, period_end
