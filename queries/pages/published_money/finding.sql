-- title: What is published of an authority's money for schools, in a sentence
-- params: area_code, as_at

with last_values as (
    select
        measure,
        arg_max(value, period_end) as value,
        arg_max(amount, period_end) as amount,
        max(period_end) as period_end
    from school_money
    where
        area_code = $area_code
        and period_end <= cast($as_at as date)
        and value is not null
    group by measure
),

own as (
    select
        max(amount) filter (where measure = 'central_share') as central,
        max(value) filter (where measure = 'central_share') as central_share,
        max(value) filter (where measure = 'schools_share') as schools_share,
        max(value) filter (where measure = 'education_share') as education_share,
        max(amount) filter (where measure = 'education_share') as education,
        max(period_end) filter (where measure = 'central_share') as grant_end,
        max(period_end) filter (where measure = 'education_share') as outturn_end
    from last_values
),

known as (
    select
        count(*) as figures,
        count(*) filter (where measure = 'grant_per_pupil') as per_pupil
    from school_money
)

select
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
    ) as below,
    'This page needs the published sources Dedicated Schools Grant or revenue outturn.' as needed,
    'python -m kit import PATH' || chr(10) || 'python -m kit build --data published' as commands
from areas
cross join own
cross join known
where areas.area_code = $area_code
