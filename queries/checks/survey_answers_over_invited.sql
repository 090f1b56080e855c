-- title: No more leaders answer than were invited
-- severity: warning
-- fix: Correct the number invited in survey_invitations, or remove answers given twice
-- note: A response rate over 100 % means that answers stand for nobody, or twice for somebody
-- about: survey_answers, survey_invitations

with answered as (
    select
        wave,
        area_code,
        role,
        phase,
        count(distinct respondent) as respondents
    from survey_answers
    group by wave, area_code, role, phase
)

select
    answered.area_code,
    answered.wave,
    answered.role,
    answered.phase,
    answered.respondents,
    coalesce(invitations.invited, 0) as invited
from answered
left join survey_invitations as invitations
    on
        answered.wave = invitations.wave
        and answered.area_code = invitations.area_code
        and answered.role = invitations.role
        and answered.phase = invitations.phase
where answered.respondents > coalesce(invitations.invited, 0)
