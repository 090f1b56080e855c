-- title: Institutions in no partnership, and until when each was last in one
-- params: area_code, as_at

select
    name,
    upper(phase[1]) || phase[2:] as kind,
    institution_type,
    coalesce(strftime(left_on, '%-d %b %Y'), 'never') as last_member_on
from unreached_institutions
where
    area_code = $area_code
    and period_end = (
        select max(snapshots.period_end)
        from snapshots
        where snapshots.period_end <= cast($as_at as date)
    )
order by kind, name
