-- title: The same on a line for each school: spells of concern and days of agreement
-- params: area_code, as_at
-- note: Schools with an open spell first. An agreement holds on the day it was made.

with

shown as (
    select
        concerns.*,
        concerns.ended_on is null or concerns.ended_on > cast($as_at as date) as is_open
    from concerns
    where
        concerns.area_code = $area_code
        and concerns.concern_on <= cast($as_at as date)
        and (
            concerns.ended_on is null
            or concerns.ended_on > cast($as_at as date) - interval 3 year
        )
),

lanes as (
    select
        institution_id,
        any_value(name) as name,
        row_number() over (
            order by bool_or(is_open) desc, min(concern_on) asc, any_value(name) asc
        ) as lane
    from shown
    group by institution_id
),

bars as (
    select
        lanes.lane,
        lanes.name,
        shown.concern_on as started_on,
        least(shown.ended_on, cast($as_at as date)) as drawn_to,
        case when not shown.is_open then shown.ended_on end as ended_on,
        case when shown.partnership_id is null then 'alone' else 'helped' end as mark,
        replace(shown.intervention, '_', ' ')
        || coalesce(', helped by ' || shown.partnership, '') as what
    from shown
    inner join lanes on shown.institution_id = lanes.institution_id
),

days as (
    select distinct
        lanes.lane,
        lanes.name,
        terms.agreed_on as started_on,
        terms.agreed_on as drawn_to,
        terms.ends_on as ended_on,
        case when terms.made_in_concern then 'after' else 'before' end as mark,
        'agreement on what happens if the school causes concern' as what
    from lanes
    inner join concern_agreement_terms as terms on lanes.institution_id = terms.institution_id
    where terms.agreed_on <= cast($as_at as date)
)

select * from bars
union all
select * from days
order by lane, started_on
