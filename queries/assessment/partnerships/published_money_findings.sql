-- title: What is published of an authority's money for schools, in a sentence
-- grain: one row for each assessment date and authority
-- note: Of each measure the last value up to the date.

with last_values as (
    select
        assessment_dates.as_at,
        school_money.area_code,
        school_money.measure,
        arg_max(school_money.value, school_money.period_end) as value,
        arg_max(school_money.amount, school_money.period_end) as amount,
        max(school_money.period_end) as period_end
    from assessment_dates
    inner join school_money on assessment_dates.as_at >= school_money.period_end
    where school_money.value is not null
    group by assessment_dates.as_at, school_money.area_code, school_money.measure
),

own as (
    select
        as_at,
        area_code,
        max(amount) filter (where measure = 'central_share') as central,
        max(value) filter (where measure = 'central_share') as central_share,
        max(value) filter (where measure = 'schools_share') as schools_share,
        max(value) filter (where measure = 'education_share') as education_share,
        max(amount) filter (where measure = 'education_share') as education,
        max(period_end) filter (where measure = 'central_share') as grant_end,
        max(period_end) filter (where measure = 'education_share') as outturn_end
    from last_values
    group by as_at, area_code
),

known as (
    select
        count(*) as figures,
        count(*) filter (where measure = 'grant_per_pupil') as per_pupil
    from school_money
)

select
    assessment_dates.as_at,
    areas.area_code,
    own.central is not null or own.education is not null as has_money,
    case
        when known.figures = 0
            then areas.name || ': no published money is loaded'
        when own.central is not null
            then
                areas.name || ' keeps ' || pounds(own.central)
                || ' (' || shown(own.central_share, 2) || '%) of its Dedicated Schools Grant '
                || 'for central services in '
                || period_label(own.grant_end, 'financial_year')
        when own.education is not null
            then
                areas.name || ' spent ' || pounds(own.education) || ' net on education in '
                || period_label(own.outturn_end, 'financial_year')
        else 'No money for schools is published for ' || areas.name || ' up to this date'
    end as headline,
    concat_ws(
        ' · ',
        case
            when own.central is not null
                then
                    'that is the retained part; ' || shown(own.schools_share, 1)
                    || '% is the schools block, delegated by formula; none of it is devolved'
        end,
        case
            when own.central is not null and own.education is not null
                then
                    'education is ' || shown(own.education_share, 1)
                    || '% of the authority’s net spending in '
                    || period_label(own.outturn_end, 'financial_year')
        end,
        case
            when known.figures > 0 and known.per_pupil = 0
                then 'per pupil cannot be given: no roll of these years is loaded'
        end
    ) as below
from assessment_dates
cross join known
inner join areas on areas.area_type = 'authority'
left join own
    on assessment_dates.as_at = own.as_at and areas.area_code = own.area_code
order by assessment_dates.as_at, areas.area_code
