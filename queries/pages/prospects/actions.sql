-- title: Actions: what was promised, until when, and what became of it
-- params: area_code, as_at, framework
-- note: The state is that of dated_actions on the date. effect says where a concern goes on past
--  the day of its action, and what was seen.

with fruitless as (
    select
        indicator,
        theme,
        action
    from prospects
    where
        framework = $framework
        and area_code = $area_code
        and as_at = cast($as_at as date)
        and is_without_effect
)

select
    coalesce(indicator_labels.title, framework_themes.title) as title,
    dated_actions.action,
    dated_actions.owner_role,
    dated_actions.started_on,
    dated_actions.due_on,
    case dated_actions.state
        when 'ended' then 'done'
        when 'under_way' then 'under way'
        else dated_actions.state
    end as state_text,
    coalesce(dated_actions.milestones, '') as milestones,
    case
        when
            dated_actions.has_ended and exists (
                select 1
                from fruitless
                where
                    fruitless.indicator = dated_actions.outcome
                    or fruitless.theme = dated_actions.theme
            )
            then 'without effect so far'
        else coalesce(dated_actions.seen, '')
    end as effect
from dated_actions
left join indicator_labels on dated_actions.outcome = indicator_labels.indicator
left join framework_themes
    on
        framework_themes.framework = $framework
        and dated_actions.theme = framework_themes.theme
where
    dated_actions.area_code = $area_code
    and dated_actions.as_at = cast($as_at as date)
    and coalesce(indicator_labels.title, framework_themes.title) is not null
order by
    dated_actions.state = 'overdue' desc, dated_actions.due_on asc, dated_actions.action_id asc
