-- title: Schools causing concern: what, since when, under what agreement, who helps
-- params: area_code, as_at
-- note: Open on the date, or ended in the three years to it. months to the date or to the end.

select
    concerns.intervention_id,
    concerns.name,
    replace(concerns.phase, '_', ' ') as phase,
    upper(concerns.intervention[1]) || replace(concerns.intervention[2:], '_', ' ') as what,
    concerns.concern_on,
    concerns.ended_on,
    concerns.ended_on is null or concerns.ended_on > cast($as_at as date) as is_open,
    date_diff(
        'month', concerns.concern_on, least(concerns.ended_on, cast($as_at as date))
    ) as months,
    case
        when concerns.agreed_on is null or concerns.agreed_on > cast($as_at as date)
            then 'No agreement'
        when concerns.agreement = 'before' then 'Made before'
        when concerns.agreement = 'earlier' then 'Made during an earlier concern'
        else 'Made after concern arose'
    end as agreement,
    case when concerns.agreed_on <= cast($as_at as date) then concerns.agreed_on end as agreed_on,
    case concerns.followed_agreement
        when true then 'yes' when false then 'no' else 'not recorded'
    end as followed,
    concerns.partnership_id,
    concerns.partnership,
    'nobody_on_record' as nobody,
    'goes_on' as goes_on,
    'none' as none
from concerns
where
    concerns.area_code = $area_code
    and concerns.concern_on <= cast($as_at as date)
    and (
        concerns.ended_on is null
        or concerns.ended_on > cast($as_at as date) - interval 3 year
    )
order by is_open desc, concerns.concern_on asc, concerns.name asc
