-- title: Partnerships that count as collaboration on each day of counting
-- grain: one row for each partnership and 31 August on which it was active
-- note: A partnership belongs to the authority that keeps its record. Members may lie elsewhere.
--   Trusts, academy trusts, sponsors and partnerships of one member are in recorded_partnerships.

select
    period_end,
    partnership_id,
    area_code,
    kind,
    started_on
from recorded_partnerships
where counts_as = 'collaboration'
