-- title: Each outcome compared, its direction and where it is heading, in words
-- grain: one row for each framework with red flags, date, authority and outcome with a figure
-- note: As outcome_tests. heading is for the next year if nothing changes; there is none under five
--   points of an unbroken series.

select
    outcome_tests.framework,
    outcome_tests.as_at,
    outcome_tests.area_code,
    outcome_tests.indicator,
    outcome_tests.title,
    period_label(outcome_tests.period_end, indicator_labels.period) as period_text,
    figure_text(
        outcome_tests.value, indicator_labels.kind, cast(indicator_labels.decimals as integer)
    ) as now_text,
    figure_text(
        outcome_tests.comparator_value,
        indicator_labels.kind,
        cast(indicator_labels.decimals as integer)
    ) || ' ' || outcome_tests.comparator as comparator_text,
    coalesce(outcome_tests.verdict, 'cannot be tested') as verdict,
    if(
        coalesce(outcome_tests.direction, 'cannot be calculated') = 'cannot be calculated',
        'not tested',
        outcome_tests.direction
    ) as direction_text,
    if(
        coalesce(outcome_tests.relative, 'cannot be calculated') = 'cannot be calculated',
        'not tested',
        outcome_tests.relative
    ) as relative_text,
    case
        when outcome_tests.acted_on then 'under way: ' || outcome_tests.action
        when outcome_tests.is_concern and outcome_tests.ended_action is not null
            then 'without effect so far: ' || outcome_tests.ended_action
        when outcome_tests.ended_action is not null then 'ended: ' || outcome_tests.ended_action
        when outcome_tests.acted_on = false then 'none registered for it'
        else 'no register of actions is kept'
    end as action_text,
    case
        when prospects.flag is not null then 'candidate ' || prospects.flag
        when outcome_tests.is_concern and outcome_tests.acted_on then 'none: known and acted on'
        when outcome_tests.is_concern then 'none: cannot be proposed'
        when not outcome_tests.is_testable then 'none: cannot be tested'
        else 'none: no concern'
    end as flag_text,
    case
        when projections.value is null
            then 'no forecast: fewer than 5 comparable years'
        else
            figure_text(
                projections.lower, indicator_labels.kind, cast(indicator_labels.decimals as integer)
            )
            || ' to '
            || figure_text(
                projections.upper, indicator_labels.kind, cast(indicator_labels.decimals as integer)
            )
            || ' by ' || period_label(projections.projected_end, indicator_labels.period)
    end as heading,
    prospects.flag,
    outcome_tests.is_concern,
    outcome_tests.is_testable
from outcome_tests
inner join indicator_labels on outcome_tests.indicator = indicator_labels.indicator
left join prospects
    on
        outcome_tests.framework = prospects.framework
        and outcome_tests.as_at = prospects.as_at
        and outcome_tests.area_code = prospects.area_code
        and outcome_tests.indicator = prospects.indicator
left join projections
    on
        outcome_tests.indicator = projections.indicator
        and outcome_tests.area_code = projections.area_code
        and outcome_tests.period_end = projections.period_end
        and projections.ahead = 1
order by
    outcome_tests.framework, outcome_tests.area_code, outcome_tests.as_at, outcome_tests.indicator
