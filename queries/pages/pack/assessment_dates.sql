-- title: The date, and the one it is set beside
-- params: as_at

select
    as_at,
    label,
    previous_as_at
from assessment_dates
where
    as_at = cast($as_at as date)
    or as_at in (
        select dated.previous_as_at
        from assessment_dates as dated
        where dated.as_at = cast($as_at as date)
    )
order by as_at
