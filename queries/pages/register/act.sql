-- title: Partnerships to act on first, and why
-- params: area_code, as_at
-- note: Only those the authority keeps a record of; all but the first reason only of those that
--   count as partnerships, as in the indicators. A reason each: what ends within a year, what
--   has neither an agreement nor a review (where both registers are kept), what has no members.

with reasons as (
    select
        partnership_id,
        'Has no member on record' as why,
        period_end as on_day,
        0 as urgency
    from partnership_states
    where
        area_code = $area_code and period_end = cast($as_at as date) and members + partners = 0
    union all
    select
        partnership_id,
        'It ends' as why,
        ended_on as on_day,
        1 as urgency
    from partnership_states
    where
        area_code = $area_code
        and counts_as = 'collaboration'
        and period_end = cast($as_at as date)
        and ended_on <= period_end + interval 1 year
    union all
    select
        partnership_id,
        'Its agreement ends' as why,
        agreed_to as on_day,
        1 as urgency
    from partnership_states
    where
        area_code = $area_code
        and counts_as = 'collaboration'
        and period_end = cast($as_at as date)
        and is_agreed
        and agreed_to <= period_end + interval 1 year
    union all
    select
        partnership_id,
        'A grant to it ends' as why,
        grant_ends_on as on_day,
        1 as urgency
    from partnership_states
    where
        area_code = $area_code
        and counts_as = 'collaboration'
        and period_end = cast($as_at as date)
        and grant_ends_on <= period_end + interval 1 year
    union all
    select
        partnership_id,
        'No agreement in force, no review within a year' as why,
        cast(null as date) as on_day,
        2 as urgency
    from partnership_states
    where
        area_code = $area_code
        and counts_as = 'collaboration'
        and period_end = cast($as_at as date)
        and not is_agreed
        and 2 = (
            select count(figures.numerator)
            from figures
            where
                figures.area_code = $area_code
                and figures.period_end = cast($as_at as date)
                and figures.indicator in (
                    'partnerships_with_written_agreement', 'partnerships_reviewed_last_year'
                )
        )
        and coalesce(reviewed_on <= period_end - interval 1 year, true)
        and started_on <= period_end - interval 1 year
)

select
    reasons.partnership_id,
    partnerships.name,
    reasons.why,
    case when reasons.urgency = 1 then reasons.on_day end as on_day
from reasons
inner join partnerships on reasons.partnership_id = partnerships.partnership_id
order by reasons.urgency, reasons.on_day, partnerships.name
