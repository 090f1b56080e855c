-- title: What the paper of a year earlier promised, and what became of it
-- params: area_code, as_at
-- note: Actions planned or under way a year before the date, as they are on the date.

select
    earlier.action,
    earlier.owner_role,
    earlier.due_on as was_due_on,
    replace(earlier.state, '_', ' ') as was,
    coalesce(replace(now.state, '_', ' '), 'no longer in the register') as now_status,
    now.due_on,
    now.seen is not null as is_seen,
    coalesce(now.seen, 'nothing recorded') as seen
from dated_actions as earlier
left join dated_actions as now
    on
        earlier.action_id = now.action_id
        and earlier.area_code = now.area_code
        and now.as_at = $as_at
where
    earlier.area_code = $area_code
    and earlier.as_at = (
        select max(others.as_at)
        from dated_actions as others
        where
            others.area_code = $area_code
            and others.as_at <= cast($as_at as date) - interval 1 year
    )
    and earlier.state in ('planned', 'under_way')
order by earlier.due_on, earlier.action_id
