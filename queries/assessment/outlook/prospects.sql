-- title: Candidate flags, and what is known and acted on
-- grain: one row for each framework, date, authority and concern or strength
-- note: Candidates only. Red needs an outcome significantly worse than its comparators or worsening
--   by test (as many of the two signs as the framework's rule red_signs says), and no action under
--   way for it. Comparators are the statistical neighbours where as many as neighbours_needed have
--   a figure, else the country. Where an action is under way the row has no flag and acted_on is
--   true. Where no action at all is registered nothing can be proposed: flag and acted_on are
--   empty. Green needs recent evidence, of a theme at the framework's level (exceptional) or of
--   a practice registered as innovative: the authority's own claim, proved or not by the document.
--   A framework without these rules has no flags. A flag is about prospects and is not a rating.

with concerns as (
    select
        framework,
        as_at,
        area_code,
        case when acted_on = false then 'red' end as flag,
        indicator,
        cast(null as text) as theme,
        acted_on,
        title || case
            when is_worse and is_worsening
                then ': significantly worse than that of ' || against || ' and worsening'
            when is_worse then ': significantly worse than that of ' || against
            else ': worsening'
        end || case
            when acted_on then '. Known and acted on: ' || action || '.'
            when acted_on = false then ', and no action under way for it is registered.'
            else '. No register of actions is kept, so no flag can be proposed.'
        end as why,
        period_end,
        value,
        comparator,
        comparator_value,
        is_worse,
        direction,
        action
    from outcome_tests
    where is_concern
),

strengths as (
    select
        framework,
        as_at,
        area_code,
        'green' as flag,
        cast(null as text) as indicator,
        theme,
        cast(null as boolean) as acted_on,
        any_value(title) || case
            when not any_value(is_exceptional)
                then ': a practice the authority claims to be innovative'
            else
                ' is at level ' || any_value(level) || ', exceptional'
                || case
                    when bool_or(is_innovative)
                        then ', and has a practice the authority claims to be innovative'
                    else ''
                end
        end || '. Evidence: ' || arg_max(shows, dated_on)
        || ' (' || strftime(max(dated_on), '%-d %b %Y') || ')'
        || case when count(*) > 1 then ' and ' || (count(*) - 1) || ' more' else '' end || '.'
            as why,
        cast(null as date) as period_end,
        cast(null as double) as value,
        cast(null as text) as comparator,
        cast(null as double) as comparator_value,
        cast(null as boolean) as is_worse,
        cast(null as text) as direction,
        cast(null as text) as action
    from green_flag_evidence
    where is_exceptional or is_innovative
    group by framework, as_at, area_code, theme
),

together as (
    select * from concerns
    union all
    select * from strengths
)

select
    framework,
    as_at,
    area_code,
    flag,
    indicator,
    theme,
    acted_on,
    why,
    period_end,
    value,
    comparator,
    comparator_value,
    is_worse,
    direction,
    action
from together
order by framework, area_code, as_at, flag, indicator, theme
