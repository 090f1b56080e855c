-- title: Leaders asked
-- grain: one row for each wave, authority, role and phase
-- private: how many leaders of a kind there are in an authority

select
    wave,
    area_code,
    role,
    phase,
    invited
from stg_survey_invitations__register
