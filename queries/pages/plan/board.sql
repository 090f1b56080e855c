-- title: Actions of an authority: what is overdue or without effect first, then by month due
-- params: area_code, as_at, framework
-- note: No effect recorded: done or past its date, and nothing is said of what came of it. The
--   figures now and of neighbours are of the outcome it is for, where it is for one; the target is
--   the authority's own.

select
    dated_actions.action_id,
    dated_actions.action,
    coalesce(framework_themes.title, outcome_prospects.title, '') as aim,
    dated_actions.owner_role,
    dated_actions.started_on,
    dated_actions.due_on,
    strftime(dated_actions.due_on, '%B %Y') as due_month,
    replace(dated_actions.state, '_', ' ') as status,
    coalesce(dated_actions.milestones, '') as milestones,
    coalesce(dated_actions.seen, '') as seen,
    coalesce(outcome_prospects.now_text, '') as now_text,
    coalesce(
        figure_text(
            actions.target, indicator_labels.kind, cast(indicator_labels.decimals as integer)
        ),
        ''
    ) as target_text,
    coalesce(outcome_prospects.comparator_text, '') as neighbours_text,
    case
        when dated_actions.state = 'overdue' then 'Overdue'
        when dated_actions.state in ('done', 'ended') and dated_actions.seen is null
            then 'No effect recorded'
        when dated_actions.state in ('done', 'ended', 'stopped') then 'Ended'
        else 'On its way'
    end as place,
    if(place = 'On its way', due_month, place) as lane
from dated_actions
left join actions
    on
        dated_actions.area_code = actions.area_code
        and dated_actions.action_id = actions.action_id
left join indicator_labels on dated_actions.outcome = indicator_labels.indicator
left join framework_themes
    on
        dated_actions.theme = framework_themes.theme
        and framework_themes.framework = $framework
left join outcome_prospects
    on
        dated_actions.outcome = outcome_prospects.indicator
        and dated_actions.area_code = outcome_prospects.area_code
        and dated_actions.as_at = outcome_prospects.as_at
        and outcome_prospects.framework = $framework
where
    dated_actions.area_code = $area_code
    and dated_actions.as_at = $as_at
order by
    list_position(['Overdue', 'No effect recorded', 'On its way', 'Ended'], place),
    dated_actions.due_on,
    dated_actions.action_id
