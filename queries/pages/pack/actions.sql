-- title: Actions registered, by the role that owns them
-- params: area_code, as_at

select *
from actions
where
    area_code = $area_code
    and started_on <= cast($as_at as date)
order by action_id
