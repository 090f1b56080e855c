-- title: Partnerships active on each day of counting
-- grain: one row for each partnership and 31 August on which it was active
-- note: A partnership belongs to the authority that keeps its record. Members may lie elsewhere.

select
    snapshots.period_end,
    partnerships.partnership_id,
    partnerships.area_code,
    partnerships.kind,
    partnerships.started_on
from partnerships
cross join snapshots
where
    partnerships.started_on <= snapshots.period_end
    and (partnerships.ended_on is null or partnerships.ended_on >= snapshots.period_end)
