-- title: Outcomes for children and young people
-- grain: one row for each measure, area and period
-- private: counts of people in which small numbers are not hidden yet; read figures
-- note: One name for a measure whatever the source calls it (stg_reference__measures). Where two
--   sources give the same measure, area and period, the one that gives counts is used. A figure
--   counts for an authority only if the authority still stood on the last day of the period, so
--   the school year 2008/09 belongs to the successors of Bedfordshire and Cheshire; their pupils
--   were counted under the old county in January 2009, so their rates are not available. Back
--   figures that a publisher works out for an authority before it began are left out. An authority
--   that stood in a period and has no row in the source gets one that says so. Pupils behind a
--   share of absence are those of the attendance files; behind a rate of exclusion without counts
--   they are worked out (pupils_behind_rates).

with named as (
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
        published.source_file,
        published.source_lines
    from published_outcomes as published
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

-- Regions and the country are of the source that authorities are of, where that gives counts;
-- where it has no row for them they are summed later.
best as (
    select
        named.measure,
        named.period_end,
        min(named.rank) as rank
    from named
    inner join areas on named.area_code = areas.area_code and areas.area_type = 'authority'
    where named.denominator is not null
    group by named.measure, named.period_end
),

ranked as (
    select
        named.*,
        row_number() over (
            partition by named.measure, named.area_code, named.period_end
            order by named.rank
        ) as place
    from named
    inner join areas on named.area_code = areas.area_code
    left join best on named.measure = best.measure and named.period_end = best.period_end
    where areas.area_type = 'authority' or best.rank is null or named.rank = best.rank
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

-- Pupils counted elsewhere stand behind percentages that are published without them.
enrolled as (
    select
        case enrolments.phase
            when 'secondary' then 'secondary_persistent_absence' else 'persistent_absence'
        end as measure,
        coalesce(enrolments.area_code, wider.area_code) as area_code,
        enrolments.period_end,
        case
            when count(enrolments.all_enrolments) = count(*) then sum(enrolments.all_enrolments)
        end as pupils
    from stg_pupil_attendance__years as enrolments
    left join stg_reference__area_names as wider
        on enrolments.wider_gss_code = wider.gss_code and wider.is_preferred
    where enrolments.phase in ('primary', 'secondary', 'special')
    group by all
),

-- The file of 2022/23 counts the pupils of four authorities twice: what is far from the other
-- years of the same authority is no count.
usual as (
    select
        measure,
        area_code,
        median(pupils) as pupils
    from enrolled
    group by measure, area_code
),

plausible as (
    select
        enrolled.measure,
        enrolled.area_code,
        enrolled.period_end,
        case
            when enrolled.pupils between 0.6 * usual.pupils and 1.4 * usual.pupils
                then enrolled.pupils
        end as pupils
    from enrolled
    inner join usual
        on enrolled.measure = usual.measure and enrolled.area_code = usual.area_code
),

enrolled_by_measure as (
    select
        measure,
        area_code,
        period_end,
        pupils
    from plausible
    where measure = 'secondary_persistent_absence'
    union all
    select
        'persistent_absence' as measure,
        area_code,
        period_end,
        sum(pupils) as pupils
    from plausible
    group by area_code, period_end
    having count(pupils) = count(*)
    -- Worked out of three rates of the same pupils, where the publisher's counts are not loaded.
    union all
    select
        unnest(['permanent_exclusions', 'suspensions']) as measure,
        area_code,
        period_end,
        pupils
    from pupils_behind_rates
),

chosen as (
    select
        ranked.* exclude (rank, place, numerator, denominator),  -- noqa: RF02
        coalesce(ranked.denominator, enrolled_by_measure.pupils) as denominator,
        percentage_of(ranked.value, enrolled_by_measure.pupils) as behind,
        coalesce(
            ranked.numerator,
            case
                when ranked.measure not in ('permanent_exclusions', 'suspensions') then behind
                -- A rate that is published is shown; a small count that we worked out is not.
                when not is_small_count(round(behind)) then round(behind)
            end
        ) as numerator
    from ranked
    left join enrolled_by_measure
        on
            ranked.measure = enrolled_by_measure.measure
            and ranked.area_code = enrolled_by_measure.area_code
            and ranked.period_end = enrolled_by_measure.period_end
    where ranked.place = 1
),

known as (
    select * exclude (behind) from chosen  -- noqa: RF02
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
        cast(null as varchar) as source_file,
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
    source_file,
    source_lines
from known
union all
select * from absent
order by measure, area_code, period_end
