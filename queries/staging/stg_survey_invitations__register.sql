-- title: How many leaders were asked
-- grain: one row for each wave, authority, role and phase
-- source: survey_invitations

select
    wave,
    area_code,
    role,
    phase,
    invited,
    source_line
from source_survey_invitations__register
