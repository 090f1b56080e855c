-- title: The day to which each register is complete
-- grain: one row for each register
-- source: actions, agreements, attendance, concern_agreements, evidence, forums, functions,
--   funding, institutions, interventions, memberships, partner_scores, partnerships, posts,
--   priorities, priority_partnerships, problems, reviews, seats, status_changes, survey_answers,
--   survey_invitations
-- note: The day is declared with the import. A register that is not loaded has no rows and no day.

select
    'actions' as register,
    count(*) as rows_stored,
    max(complete_as_at) as complete_as_at
from source_actions__register
union all
select
    'agreements' as register,
    count(*) as rows_stored,
    max(complete_as_at) as complete_as_at
from source_agreements__register
union all
select
    'attendance' as register,
    count(*) as rows_stored,
    max(complete_as_at) as complete_as_at
from source_attendance__register
union all
select
    'concern_agreements' as register,
    count(*) as rows_stored,
    max(complete_as_at) as complete_as_at
from source_concern_agreements__register
union all
select
    'evidence' as register,
    count(*) as rows_stored,
    max(complete_as_at) as complete_as_at
from source_evidence__register
union all
select
    'forums' as register,
    count(*) as rows_stored,
    max(complete_as_at) as complete_as_at
from source_forums__register
union all
select
    'functions' as register,
    count(*) as rows_stored,
    max(complete_as_at) as complete_as_at
from source_functions__register
union all
select
    'funding' as register,
    count(*) as rows_stored,
    max(complete_as_at) as complete_as_at
from source_funding__register
union all
select
    'institutions' as register,
    count(*) as rows_stored,
    max(complete_as_at) as complete_as_at
from source_institutions__register
union all
select
    'interventions' as register,
    count(*) as rows_stored,
    max(complete_as_at) as complete_as_at
from source_interventions__register
union all
select
    'memberships' as register,
    count(*) as rows_stored,
    max(complete_as_at) as complete_as_at
from source_memberships__register
union all
select
    'partner_scores' as register,
    count(*) as rows_stored,
    max(complete_as_at) as complete_as_at
from source_partner_scores__register
union all
select
    'partnerships' as register,
    count(*) as rows_stored,
    max(complete_as_at) as complete_as_at
from source_partnerships__register
union all
select
    'posts' as register,
    count(*) as rows_stored,
    max(complete_as_at) as complete_as_at
from source_posts__register
union all
select
    'priorities' as register,
    count(*) as rows_stored,
    max(complete_as_at) as complete_as_at
from source_priorities__register
union all
select
    'priority_partnerships' as register,
    count(*) as rows_stored,
    max(complete_as_at) as complete_as_at
from source_priority_partnerships__register
union all
select
    'problems' as register,
    count(*) as rows_stored,
    max(complete_as_at) as complete_as_at
from source_problems__register
union all
select
    'reviews' as register,
    count(*) as rows_stored,
    max(complete_as_at) as complete_as_at
from source_reviews__register
union all
select
    'seats' as register,
    count(*) as rows_stored,
    max(complete_as_at) as complete_as_at
from source_seats__register
union all
select
    'status_changes' as register,
    count(*) as rows_stored,
    max(complete_as_at) as complete_as_at
from source_status_changes__register
union all
select
    'survey_answers' as register,
    count(*) as rows_stored,
    max(complete_as_at) as complete_as_at
from source_survey_answers__register
union all
select
    'survey_invitations' as register,
    count(*) as rows_stored,
    max(complete_as_at) as complete_as_at
from source_survey_invitations__register
