-- title: What else can be said of each authority: of changes, actions and what is hidden
-- grain: one row for each framework, date, authority and thing to say
-- note: Columns as in sentence_facts. It is a table of its own so that a level or figure in a
--   scenario is put into words without it.

-- The authorities of which anything is said.
with standing as (
    select distinct
        framework,
        as_at,
        area_code
    from sentence_facts
),

ladders as (
    select
        frameworks.framework,
        any_value(frameworks.scale) as scale,
        list(lower(framework_levels.word) order by framework_levels.level) as words
    from frameworks
    inner join framework_levels on frameworks.framework = framework_levels.framework
    group by frameworks.framework
),

-- One row for each theme of each authority.
themes as (
    select
        theme_levels.framework,
        theme_levels.as_at,
        theme_levels.area_code,
        framework_themes.position,
        theme_levels.theme,
        framework_themes.title,
        theme_levels.level_low as level,
        theme_levels.limited_by,
        run_told(ladders.scale, theme_levels.level_low, theme_levels.level_high, ladders.words)
            as told,
        run_told(
            former.scale, judgement_changes.low_before, judgement_changes.high_before, former.words
        ) as before_said,
        indicator_labels.owner as limit_owner,
        judgement_changes.low_before as level_before,
        judgement_changes.way,
        judgement_changes.ruler_changed
    from theme_levels
    inner join recent_dates on theme_levels.as_at = recent_dates.as_at
    inner join framework_themes
        on
            theme_levels.framework = framework_themes.framework
            and theme_levels.theme = framework_themes.theme
    left join ladders on theme_levels.framework = ladders.framework
    left join indicator_labels on theme_levels.limited_by = indicator_labels.indicator
    left join judgement_changes
        on
            theme_levels.framework = judgement_changes.framework
            and theme_levels.as_at = judgement_changes.as_at
            and theme_levels.area_code = judgement_changes.area_code
            and theme_levels.theme = judgement_changes.theme
    left join ladders as former on judgement_changes.former_ruler = former.framework
),

-- One row for each authority.
whole as (
    select
        themes.framework,
        themes.as_at,
        themes.area_code,
        assessment_dates.previous_as_at,
        count(*) as themes,
        count(*) filter (
            where themes.way is null and themes.level + themes.level_before is not null
        ) as steady,
        count(themes.level_before + themes.level) as compared,
        coalesce(bool_or(themes.ruler_changed), false) as ruler_changed,
        bool_or(frameworks.names_levels) as names_levels
    from themes
    inner join frameworks on themes.framework = frameworks.framework
    inner join assessment_dates on themes.as_at = assessment_dates.as_at
    group by
        themes.framework, themes.as_at, themes.area_code, assessment_dates.previous_as_at
),

-- Of all that bears on the framework, outcomes too: where the newest figure is hidden.
known as (
    select
        framework_bearings.framework,
        latest_figures.as_at,
        latest_figures.area_code,
        count(*) as hidden
    from framework_bearings
    inner join latest_figures
        on
            framework_bearings.indicator = latest_figures.indicator
            and latest_figures.missing_reason = 'suppressed'
            and latest_figures.period_end
            > latest_figures.as_at - to_years(framework_bearings.max_age_years)
    group by framework_bearings.framework, latest_figures.as_at, latest_figures.area_code
),

-- What is said of the whole: one row for each authority and sentence.
whole_said as (
    select
        whole.framework,
        whole.as_at,
        whole.area_code,
        unnest([
            {
                'sentence': 'levels_same',
                'rank': 8,
                'form': case
                    when not whole.names_levels then 'unsure'
                    when whole.previous_as_at is null then 'first'
                    when whole.compared = 0 then 'silent'
                    when whole.steady = whole.themes and whole.themes > 1 then 'all'
                    else number_form(whole.steady)
                end
            },
            {
                'sentence': 'rules_changed',
                'rank': 9,
                'form': case when whole.ruler_changed then 'any' end
            },
            {
                'sentence': 'not_hidden',
                'rank': 3,
                'form': case when known.hidden > 0 then number_form(known.hidden) end
            }
        ]) as one,
        map {
            'themes': cast(whole.themes as text),
            'steady': cast(whole.steady as text),
            'earlier': strftime(whole.previous_as_at, '%-d %B %Y'),
            'hidden': cast(known.hidden as text)
        } as facts
    from whole
    inner join standing
        on
            whole.framework = standing.framework
            and whole.as_at = standing.as_at
            and whole.area_code = standing.area_code
    left join known
        on
            whole.framework = known.framework
            and whole.as_at = known.as_at
            and whole.area_code = known.area_code
),

tops as (
    select distinct
        framework,
        top
    from rungs
),

known_figures as (
    select *
    from figures
    where value is not null
),

-- Where the last figure of an outcome differs from the one before, of the same series, by more than
-- chance and by enough to be worth telling.
steps as (
    select
        findings.framework,
        findings.as_at,
        findings.area_code,
        findings.indicator,
        quotient(abs(findings.value - former.value), findings.least_difference) as size,
        findings.owner,
        findings.title,
        case
            when
                goodness(findings.value, findings.polarity)
                > goodness(former.value, findings.polarity)
                then 'better'
            else 'worse'
        end as way,
        map {
            'title': findings.title,
            'figure': figure_text(findings.value, findings.kind, findings.decimals)
            || case when findings.kind = 'rate' then ' ' || findings.unit else '' end,
            'period': findings.period_text,
            'before': figure_text(former.value, findings.kind, findings.decimals),
            'earlier': period_label(former.period_end, indicator_labels.period)
        } as facts
    from findings
    inner join standing
        on
            findings.framework = standing.framework
            and findings.as_at = standing.as_at
            and findings.area_code = standing.area_code
    inner join indicator_labels on findings.indicator = indicator_labels.indicator
    asof inner join known_figures as former
        on
            findings.indicator = former.indicator
            and findings.area_code = former.area_code
            and findings.period_end > former.period_end
    inner join figure_limits as limits
        on
            findings.indicator = limits.indicator
            and findings.area_code = limits.area_code
            and findings.period_end = limits.period_end
    inner join figure_limits as former_limits
        on
            findings.indicator = former_limits.indicator
            and findings.area_code = former_limits.area_code
            and former.period_end = former_limits.period_end
    where
        findings.theme is null
        and findings.polarity <> 'neutral'
        and size >= 1
        and case
            when findings.value > former.value
                then
                    findings.value - former.value > sqrt(
                        pow(findings.value - limits.own_lower, 2)
                        + pow(former_limits.own_upper - former.value, 2)
                    )
            else
                former.value - findings.value > sqrt(
                    pow(limits.own_upper - findings.value, 2)
                    + pow(former.value - former_limits.own_lower, 2)
                )
        end
        and not exists (
            select 1
            from series_breaks
            where
                series_breaks.indicator = findings.indicator
                and series_breaks.broken_on > former.period_end
                and series_breaks.broken_on <= findings.period_end
        )
),

-- The last figure of an outcome that a break of its series parts from the one before.
parted as (
    select
        findings.framework,
        findings.as_at,
        findings.area_code,
        findings.indicator,
        findings.owner,
        findings.title,
        arg_max(series_breaks.why, series_breaks.broken_on) as why,
        arg_max(series_breaks.said_by, series_breaks.broken_on) as said_by,
        any_value(findings.period_text) as period_text
    from findings
    inner join standing
        on
            findings.framework = standing.framework
            and findings.as_at = standing.as_at
            and findings.area_code = standing.area_code
    asof inner join known_figures as former
        on
            findings.indicator = former.indicator
            and findings.area_code = former.area_code
            and findings.period_end > former.period_end
    inner join series_breaks
        on
            findings.indicator = series_breaks.indicator
            and former.period_end < series_breaks.broken_on
            and findings.period_end >= series_breaks.broken_on
    where findings.theme is null
    group by
        findings.framework, findings.as_at, findings.area_code, findings.indicator,
        findings.owner, findings.title
),

-- What became of actions, and how many concerns go on in spite of one.
promises as (
    select
        standing.framework,
        standing.as_at,
        standing.area_code,
        count(*) as due,
        count(*) filter (where dated_actions.state in ('done', 'ended')) as kept,
        count(*) filter (where dated_actions.state = 'overdue') as overdue
    from standing
    inner join dated_actions
        on
            standing.as_at = dated_actions.as_at
            and standing.area_code = dated_actions.area_code
            and dated_actions.state in ('done', 'ended', 'overdue')
    group by standing.framework, standing.as_at, standing.area_code
),

fruitless as (
    select
        framework,
        as_at,
        area_code,
        count(*) as without
    from prospects
    where is_without_effect
    group by framework, as_at, area_code
),

-- What is said of an action or of the want of one. Not both of one outcome: an action past its day
-- and not done is asked about as such.
action_said as (
    select
        standing.framework,
        standing.as_at,
        standing.area_code,
        actions.outcome as indicator,
        actions.owner_role as asked_of,
        actions.action as title,
        'ask_overdue' as sentence,
        1 as rank,
        map {
            'action': actions.action,
            'due': strftime(actions.due_on, '%-d %B %Y')
        } as facts
    from standing
    inner join actions
        on
            standing.area_code = actions.area_code
            and standing.as_at > actions.due_on
            and actions.status in ('planned', 'under_way')
    union all
    select
        prospects.framework,
        prospects.as_at,
        prospects.area_code,
        prospects.indicator,
        indicator_labels.owner,
        indicator_labels.title,
        'ask_no_action' as sentence,
        2 as rank,
        map { 'title': indicator_labels.title } as facts
    from prospects
    inner join recent_dates on prospects.as_at = recent_dates.as_at
    inner join indicator_labels on prospects.indicator = indicator_labels.indicator
    where
        prospects.flag = 'red'
        and not exists (
            select 1
            from dated_actions
            where
                dated_actions.as_at = prospects.as_at
                and dated_actions.area_code = prospects.area_code
                and dated_actions.outcome = prospects.indicator
                and dated_actions.state = 'overdue'
        )
),

together as (
    select
        whole_said.framework,
        whole_said.as_at,
        whole_said.area_code,
        whole_said.one.sentence,
        whole_said.one.form,
        whole_said.one.rank,
        cast(null as double) as strength,
        cast(null as text) as theme,
        cast(null as text) as indicator,
        cast(null as text) as asked_of,
        '' as tie,
        whole_said.facts
    from whole_said
    union all by name
    select
        framework,
        as_at,
        area_code,
        if(way = 'rose', 'level_up', 'level_down') as sentence,
        'any' as form,
        1 as rank,
        theme,
        limited_by as indicator,
        limit_owner as asked_of,
        cast(position as text) as tie,
        map { 'theme': title, 'level': told, 'step': told, 'before': before_said } as facts
    from themes
    where way is not null
    union all by name
    select
        framework,
        as_at,
        area_code,
        'moved_' || way as sentence,
        'any' as form,
        5 as rank,
        size as strength,
        indicator,
        owner as asked_of,
        title as tie,
        facts
    from steps
    union all by name
    select
        framework,
        as_at,
        area_code,
        'not_comparable' as sentence,
        'any' as form,
        7 as rank,
        indicator,
        owner as asked_of,
        title as tie,
        map { 'title': title, 'period': period_text, 'why': why, 'said_by': said_by } as facts
    from parted
    union all by name
    select
        findings.framework,
        findings.as_at,
        findings.area_code,
        'ask_money' as sentence,
        'any' as form,
        5 as rank,
        findings.strength,
        findings.theme,
        findings.indicator,
        findings.owner as asked_of,
        findings.title as tie,
        map {
            'title': findings.title,
            'figure': figure_text(findings.value, findings.kind, findings.decimals)
        } as facts
    from findings
    inner join standing
        on
            findings.framework = standing.framework
            and findings.as_at = standing.as_at
            and findings.area_code = standing.area_code
    inner join evidence
        on
            findings.framework = evidence.framework
            and findings.as_at = evidence.as_at
            and findings.area_code = evidence.area_code
            and findings.indicator = evidence.indicator
    inner join tops on findings.framework = tops.framework and evidence.level < tops.top
    where findings.indicator = 'money_ending_within_12_months'
    union all by name
    select
        promises.framework,
        promises.as_at,
        promises.area_code,
        'promises' as sentence,
        number_form(promises.due) as form,
        4 as rank,
        '' as tie,
        map {
            'due': cast(promises.due as text),
            'kept': cast(promises.kept as text),
            'overdue': cast(promises.overdue as text),
            'without': cast(coalesce(fruitless.without, 0) as text)
        } as facts
    from promises
    left join fruitless
        on
            promises.framework = fruitless.framework
            and promises.as_at = fruitless.as_at
            and promises.area_code = fruitless.area_code
    union all by name
    select
        framework,
        as_at,
        area_code,
        sentence,
        'any' as form,
        rank,
        indicator,
        asked_of,
        title as tie,
        facts
    from action_said
)

select
    framework,
    as_at,
    area_code,
    sentence,
    form,
    rank,
    strength,
    theme,
    indicator,
    asked_of,
    tie,
    false as is_spare,
    facts
from together
where sentence is not null and form is not null
order by framework, area_code, as_at
