-- title: Institutions open on each day of counting
-- grain: one row for each institution and 31 August on which it was open
-- note: Secondary means secondary and all-through, academies included. Phase, locality and
--   authority are those of today: the register keeps no history of them.

select
    snapshots.period_end,
    institutions.institution_id,
    institutions.area_code,
    institutions.phase,
    institutions.institution_type,
    institutions.locality,
    institutions.phase in ('secondary', 'all_through') as is_secondary
from institutions
cross join snapshots
left join register_days on register_days.register = 'institutions'
where
    snapshots.period_end <= coalesce(register_days.complete_as_at, snapshots.period_end)
    and (institutions.opened_on is null or institutions.opened_on <= snapshots.period_end)
    and (institutions.closed_on is null or institutions.closed_on >= snapshots.period_end)
