-- title: Leaders asked and leaders who answered, by role and by phase
-- grain: one row for each authority, wave, way of grouping and group
-- gate: groups with under five asked or one to four answers are hidden, and others with them
-- note: grouping is all, role or phase. Since the whole is shown, the groups hidden must be at
--   least two and together hold five asked, of whom not one alone answered and not one alone did
--   not; the smallest go with them until they do, or all groups go. Role and phase are never
--   crossed. Answered: gave at least one answer.

with respondents as (
    select
        area_code,
        wave,
        role,
        phase,
        count(distinct respondent) as answered
    from survey_answers
    where received is not null or valued is not null or barrier is not null
    group by area_code, wave, role, phase
),

crossed as (
    select
        coalesce(survey_invitations.area_code, respondents.area_code) as area_code,
        coalesce(survey_invitations.wave, respondents.wave) as wave,
        coalesce(survey_invitations.role, respondents.role) as role,
        coalesce(survey_invitations.phase, respondents.phase) as phase,
        survey_invitations.invited,
        coalesce(respondents.answered, 0) as answered
    from survey_invitations
    full outer join respondents
        on
            survey_invitations.area_code = respondents.area_code
            and survey_invitations.wave = respondents.wave
            and survey_invitations.role = respondents.role
            and survey_invitations.phase = respondents.phase
),

grouped as (
    select
        area_code,
        wave,
        unnest(['all', 'role', 'phase']) as grouping,
        unnest(['all', role, phase]) as in_group,
        invited,
        answered
    from crossed
),

-- Where it is not known for a group how many were asked, no rate can be given.
counted as (
    select
        area_code,
        wave,
        grouping,
        in_group,
        case when count(invited) = count(*) then sum(invited) end as invited,
        sum(answered) as answered
    from grouped
    group by area_code, wave, grouping, in_group
),

in_line as (
    select
        *,
        coalesce(hides_leaders(answered, invited), false) as is_small,
        row_number() over line as place,
        count(*) filter (where is_small) over whole as small,
        sum(coalesce(invited, answered)) over line as hidden_invited,
        sum(answered) over line as hidden_answered
    from counted
    window
        whole as (partition by area_code, wave, grouping),
        line as (
            partition by area_code, wave, grouping
            order by
                not coalesce(hides_leaders(answered, invited), false), invited, in_group
            rows between unbounded preceding and current row
        )
),

safe as (
    select
        area_code,
        wave,
        grouping,
        any_value(small) as small,
        min(place) filter (
            where
            place >= greatest(small, 2)
            and hidden_invited >= 5
            and hidden_answered <> 1
            and hidden_invited - hidden_answered <> 1
        ) as safe_place
    from in_line
    group by area_code, wave, grouping
),

gated as (
    select
        in_line.*,
        in_line.small > 0 and in_line.place <= coalesce(safe.safe_place, in_line.place) as is_hidden
    from in_line
    inner join safe
        on
            in_line.area_code = safe.area_code
            and in_line.wave = safe.wave
            and in_line.grouping = safe.grouping
)

select
    area_code,
    wave,
    grouping,
    in_group,
    case when not is_hidden then answered end as numerator,
    case when not is_hidden then invited end as denominator,
    case when not is_hidden then as_displayed(percentage(answered, invited), 1) end as value,
    case when not is_hidden then as_displayed(100 * wilson_lower(answered, invited), 1) end
        as lower,
    case when not is_hidden then as_displayed(100 * wilson_upper(answered, invited), 1) end
        as upper,
    case when is_hidden then 'suppressed' when invited is null then 'not_collected' end
        as missing_reason
from gated
order by area_code, wave, grouping, in_group
