-- title: Values of the Local Authority Interactive Tool
-- grain: one row for each measure, period and area
-- source: lait
-- note: The eight spellings of a period become start, end, kind and status by the kind of year
--   the dictionary gives. A period without a word is final. The measure with the year 0 has no
--   period and no value.

with year_types as (
    select
        measure,
        max(year_type) as year_type
    from source_lait__dictionary
    group by measure
),

spelled as (
    select
        readings.measure,
        readings.years,
        readings.area_code,
        readings.area_name,
        readings.value,
        readings.value__missing,
        readings.source_line,
        year_types.year_type,
        regexp_extract(readings.years, '\((.*)\)', 1) as status_word,
        regexp_extract(readings.years, '^[0-9/-]+') as span,
        try_cast(regexp_extract(readings.years, '^\d{4}') as integer) as first_number
    from source_lait__values as readings
    left join year_types on readings.measure = year_types.measure
),

years_told as (
    select
        *,
        -- One year alone names the year in which a school or financial year ends.
        case
            when
                regexp_full_match(span, '\d{4}')
                and year_type in ('Academic Year', 'Financial Year', 'Annual (end of Sept)')
                then first_number - 1
            else first_number
        end as first_year,
        case
            when regexp_full_match(span, '\d{4}') then first_number
            else try_cast(left(span, 2) || right(span, 2) as integer)
        end as last_year
    from spelled
)

select
    measure,
    years,
    area_code,
    area_name,
    case year_type
        when 'Academic Year' then make_date(first_year, 9, 1)
        when 'Financial Year' then make_date(first_year, 4, 1)
        when 'Annual (end of Sept)' then make_date(first_year, 10, 1)
        else make_date(first_year, 1, 1)
    end as period_start,
    case year_type
        when 'Academic Year' then make_date(last_year, 8, 31)
        when 'Financial Year' then make_date(last_year, 3, 31)
        when 'Annual (end of Sept)' then make_date(last_year, 9, 30)
        when 'Annual - January' then make_date(last_year, 1, 31)
        else make_date(last_year, 12, 31)
    end as period_end,
    case
        when last_year is null then null
        when year_type = 'Academic Year' and last_year = first_year + 1 then 'academic_year'
        when year_type = 'Financial Year' and last_year = first_year + 1 then 'financial_year'
        when year_type = 'Annual (end of Sept)' then 'year_to_september'
        when year_type = 'Annual - January' then 'date'
        when last_year = first_year then 'calendar_year'
        else 'pooled_years'
    end as period_type,
    case status_word
        when 'prov' then 'provisional'
        when 'Rev' then 'revised'
        when 'OT' then 'outturn'
        else 'final'
    end as period_status,
    value,
    value__missing,
    source_line
from years_told
