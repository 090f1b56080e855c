-- title: Institutions that are members of a partnership that counts on each day of counting
-- grain: one row for each institution, partnership and 31 August
-- note: Collaboration alone, of two members or more. Organisations that are not institutions
--   (police, employers) are not counted here.

select
    period_end,
    partnership_id,
    kind,
    institution_id,
    area_code,
    is_secondary
from recorded_memberships
where counts_as = 'collaboration'
