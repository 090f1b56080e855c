-- title: How many rows of each register are counted on the newest date, and why others are not
-- grain: one row for each register that is loaded
-- note: Counted: belongs to something that is known, has begun and has not ended by the day. What
--   has ended is still counted on earlier dates: rows_year_before are those that counted a year
--   before. Registers of a survey are left out: less the answers that are shown, their rows would
--   be those of the surveys that are hidden.

with newest as (
    select max(period_end) as as_at
    from snapshots
),

-- Whatever a row can belong to, by its kind.
owners as (
    select
        'area' as belongs_to,
        area_code as owner_id
    from areas
    where area_type = 'authority'
    union
    select
        'forum' as belongs_to,
        forum_id as owner_id
    from stg_forums__register
    union
    select
        'institution' as belongs_to,
        institution_id as owner_id
    from stg_institutions__register
    union
    select
        'partnership' as belongs_to,
        partnership_id as owner_id
    from stg_partnerships__register
    union
    select
        'seat' as belongs_to,
        seat_id as owner_id
    from stg_seats__register
),

held as (
    select
        'actions' as register,
        'area' as belongs_to,
        area_code as owner_id,
        started_on as begins_on,
        cast(null as date) as ends_on
    from stg_actions__register
    union all
    select
        'agreements' as register,
        'partnership' as belongs_to,
        partnership_id as owner_id,
        signed_on as begins_on,
        ends_on
    from stg_agreements__register
    union all
    select
        'attendance' as register,
        'seat' as belongs_to,
        seat_id as owner_id,
        met_on as begins_on,
        cast(null as date) as ends_on
    from stg_attendance__register
    union all
    select
        'concern_agreements' as register,
        'institution' as belongs_to,
        institution_id as owner_id,
        agreed_on as begins_on,
        ends_on
    from stg_concern_agreements__register
    union all
    select
        'evidence' as register,
        'area' as belongs_to,
        area_code as owner_id,
        dated_on as begins_on,
        cast(null as date) as ends_on
    from stg_evidence__register
    union all
    select
        'forums' as register,
        'area' as belongs_to,
        area_code as owner_id,
        established_on as begins_on,
        ended_on as ends_on
    from stg_forums__register
    union all
    select
        'functions' as register,
        'partnership' as belongs_to,
        partnership_id as owner_id,
        devolved_on as begins_on,
        ended_on as ends_on
    from stg_functions__register
    union all
    select
        'funding' as register,
        'area' as belongs_to,
        area_code as owner_id,
        period_start as begins_on,
        cast(null as date) as ends_on
    from stg_funding__register
    union all
    select
        'institutions' as register,
        'area' as belongs_to,
        area_code as owner_id,
        opened_on as begins_on,
        closed_on as ends_on
    from stg_institutions__register
    union all
    select
        'interventions' as register,
        'institution' as belongs_to,
        institution_id as owner_id,
        concern_on as begins_on,
        ended_on as ends_on
    from stg_interventions__register
    union all
    select
        'memberships' as register,
        'partnership' as belongs_to,
        partnership_id as owner_id,
        joined_on as begins_on,
        left_on as ends_on
    from stg_memberships__register
    union all
    select
        'partner_scores' as register,
        'area' as belongs_to,
        area_code as owner_id,
        scored_on as begins_on,
        cast(null as date) as ends_on
    from stg_partner_scores__register
    union all
    select
        'partnerships' as register,
        'area' as belongs_to,
        area_code as owner_id,
        started_on as begins_on,
        ended_on as ends_on
    from stg_partnerships__register
    union all
    select
        'posts' as register,
        'partnership' as belongs_to,
        partnership_id as owner_id,
        started_on as begins_on,
        ended_on as ends_on
    from stg_posts__register
    union all
    select
        'priorities' as register,
        'area' as belongs_to,
        area_code as owner_id,
        plan_start as begins_on,
        plan_end as ends_on
    from stg_priorities__register
    union all
    select
        'priority_partnerships' as register,
        'partnership' as belongs_to,
        partnership_id as owner_id,
        cast(null as date) as begins_on,
        cast(null as date) as ends_on
    from stg_priority_partnerships__register
    union all
    select
        'problems' as register,
        'partnership' as belongs_to,
        partnership_id as owner_id,
        raised_on as begins_on,
        cast(null as date) as ends_on
    from stg_problems__register
    union all
    select
        'reviews' as register,
        'partnership' as belongs_to,
        partnership_id as owner_id,
        reviewed_on as begins_on,
        cast(null as date) as ends_on
    from stg_reviews__register
    union all
    select
        'seats' as register,
        'forum' as belongs_to,
        forum_id as owner_id,
        started_on as begins_on,
        ended_on as ends_on
    from stg_seats__register
    union all
    select
        'status_changes' as register,
        'institution' as belongs_to,
        institution_id as owner_id,
        proposed_on as begins_on,
        cast(null as date) as ends_on
    from stg_status_changes__register
    union all
    select
        'survey_answers' as register,
        'area' as belongs_to,
        area_code as owner_id,
        wave as begins_on,
        cast(null as date) as ends_on
    from stg_survey_answers__register
    union all
    select
        'survey_invitations' as register,
        'area' as belongs_to,
        area_code as owner_id,
        wave as begins_on,
        cast(null as date) as ends_on
    from stg_survey_invitations__register
),

judged as (
    select
        held.register,
        held.belongs_to,
        newest.as_at,
        case
            when owners.owner_id is null then 'unplaced'
            when newest.as_at is null then 'no date'
            when held.begins_on > newest.as_at then 'later'
            when held.ends_on < newest.as_at then 'ended'
            when register_days.complete_as_at < newest.as_at then 'incomplete'
            else 'counted'
        end as fate,
        owners.owner_id is not null
        and coalesce(held.begins_on <= newest.as_at - interval 1 year, true)
        and coalesce(held.ends_on >= newest.as_at - interval 1 year, true) as was_counted
    from held
    left join owners
        on held.belongs_to = owners.belongs_to and held.owner_id = owners.owner_id
    cross join newest
    left join register_days on held.register = register_days.register
),

totals as (
    select
        register,
        any_value(belongs_to) as belongs_to,
        any_value(as_at) as as_at,
        count(*) as rows_stored,
        count(*) filter (where fate = 'counted') as rows_counted,
        count(*) filter (where was_counted) as rows_year_before,
        count(*) filter (where fate = 'unplaced') as unplaced,
        count(*) filter (where fate = 'no date') as undated,
        count(*) filter (where fate = 'later') as later,
        count(*) filter (where fate = 'ended') as ended,
        count(*) filter (where fate = 'incomplete') as incomplete
    from judged
    group by register
)

select
    totals.register,
    register_days.complete_as_at,
    totals.as_at,
    totals.rows_stored,
    totals.rows_counted,
    totals.rows_year_before,
    concat_ws(
        '; ',
        case
            when totals.unplaced > 0
                then
                    totals.unplaced || ' belong to no ' || totals.belongs_to || ' that is known'
        end,
        case when totals.later > 0 then totals.later || ' begin later' end,
        case when totals.ended > 0 then totals.ended || ' ended before' end,
        case
            when totals.incomplete > 0
                then
                    totals.incomplete || ' are complete only to '
                    || strftime(register_days.complete_as_at, '%-d %B %Y')
        end,
        case
            when totals.undated > 0
                then 'no day is counted: the register of partnerships is needed'
        end
    ) as not_counted
from totals
left join register_days on totals.register = register_days.register
where
    totals.register not in ('survey_answers', 'survey_invitations')
    or is_cleared()
order by totals.register
