-- title: What has to be decided, by whom and by when
-- grain: one row for each framework, date, authority and thing to decide
-- note: What is due, or past due, within a year of the day looked at. is_past: its day has gone.
--   weight is date × size: the share it touches (partnership_decisions) over the quarters until it
--   is due, one for what is due now. place orders by it; the three that a member's paper takes are
--   the first of three kinds (is_chosen).

with days as (
    select
        dated_areas.as_at,
        dated_areas.area_code,
        cast(dated_areas.as_at + interval 1 year as date) as next_on
    from dated_areas
    inner join recent_dates on dated_areas.as_at = recent_dates.as_at
),

acted as (
    select
        frameworks.framework,
        dated_actions.as_at,
        dated_actions.area_code,
        dated_actions.action,
        dated_actions.outcome,
        dated_actions.due_on,
        dated_actions.owner_role,
        dated_actions.state,
        indicator_labels.title,
        coalesce(prospects.is_without_effect, false) as is_without_effect,
        quotient(
            1,
            count(*) over (
                partition by frameworks.framework, dated_actions.as_at, dated_actions.area_code
            )
        ) as share
    from dated_actions
    inner join recent_dates on dated_actions.as_at = recent_dates.as_at
    cross join frameworks
    left join indicator_labels on dated_actions.outcome = indicator_labels.indicator
    left join prospects
        on
            frameworks.framework = prospects.framework
            and dated_actions.as_at = prospects.as_at
            and dated_actions.area_code = prospects.area_code
            and dated_actions.outcome = prospects.indicator
),

themes as (
    select
        framework,
        count(*) as themes
    from framework_themes
    group by framework
),

soonest as (
    select
        move_sentences.framework,
        move_sentences.as_at,
        move_sentences.area_code,
        move_sentences.theme,
        move_sentences.theme_title,
        move_sentences.title,
        move_sentences.change_text,
        move_sentences.earliest_text,
        theme_moves.earliest_on,
        quotient(1, themes.themes) as share
    from move_sentences
    inner join recent_dates on move_sentences.as_at = recent_dates.as_at
    inner join themes on move_sentences.framework = themes.framework
    inner join theme_moves
        on
            move_sentences.framework = theme_moves.framework
            and move_sentences.as_at = theme_moves.as_at
            and move_sentences.area_code = theme_moves.area_code
            and move_sentences.theme = theme_moves.theme
            and move_sentences.indicator = theme_moves.indicator
            and move_sentences.role = theme_moves.role
    where move_sentences.way <> 'survey' and move_sentences.role = 'one of'
    qualify
        row_number() over (
            partition by move_sentences.framework, move_sentences.as_at, move_sentences.area_code
            order by theme_moves.earliest_on, move_sentences.position, move_sentences.indicator
        ) = 1
),

possible as (
    select
        framework,
        count(distinct indicator) as indicators
    from theme_indicators
    group by framework
),

owed as (
    select
        evidence_gaps.framework,
        evidence_gaps.as_at,
        evidence_gaps.area_code,
        evidence_gaps.owner,
        evidence_gaps.due_on,
        list(distinct evidence_gaps.title order by evidence_gaps.title)
        filter (where evidence_gaps.indicator is not null) as names,
        count(distinct evidence_gaps.indicator) as gaps,
        quotient(
            count(distinct evidence_gaps.indicator), max(possible.indicators)
        ) as share
    from evidence_gaps
    inner join days
        on evidence_gaps.as_at = days.as_at and evidence_gaps.area_code = days.area_code
    inner join possible on evidence_gaps.framework = possible.framework
    where evidence_gaps.due_on <= days.next_on and evidence_gaps.indicator is not null
    group by
        evidence_gaps.framework,
        evidence_gaps.as_at,
        evidence_gaps.area_code,
        evidence_gaps.owner,
        evidence_gaps.due_on
),

enquired as (
    select
        sentences.framework,
        sentences.as_at,
        sentences.area_code,
        days.next_on,
        regexp_replace(sentences.said, ' Answered by: [^:]+$', '') as question,
        replace(sentences.facts['register'], ' ', '_') as register,
        quotient(1, themes.themes) as share
    from sentences
    inner join days on sentences.as_at = days.as_at and sentences.area_code = days.area_code
    inner join themes on sentences.framework = themes.framework
    where sentences.sentence like 'enquiry\_%' escape '\'
),

together as (
    select
        frameworks.framework,
        partnership_decisions.as_at,
        partnership_decisions.area_code,
        partnership_decisions.decision,
        partnership_decisions.form,
        partnership_decisions.subject,
        partnership_decisions.decide_on,
        partnership_decisions.share,
        partnership_decisions.facts,
        cast(null as varchar) as owner_role
    from partnership_decisions
    cross join frameworks

    union all

    select
        framework,
        as_at,
        area_code,
        if(is_without_effect, 'action_without_effect', 'action_overdue') as decision,
        'any' as form,
        coalesce(outcome, '') as subject,
        due_on as decide_on,
        share,
        map {
            'action': action,
            'day': strftime(due_on, '%-d %b %Y'),
            'title': coalesce(title, '')
        } as facts,
        owner_role
    from acted
    where state = 'overdue' or (state = 'ended' and is_without_effect)

    union all

    select
        framework,
        as_at,
        area_code,
        'next_move' as decision,
        'any' as form,
        theme as subject,
        earliest_on as decide_on,
        share,
        map {
            'theme': theme_title,
            'title': title,
            'change': change_text,
            'earliest': earliest_text
        } as facts,
        cast(null as varchar) as owner_role
    from soonest

    union all

    select
        framework,
        as_at,
        area_code,
        'evidence_due' as decision,
        number_form(gaps) as form,
        '' as subject,
        due_on as decide_on,
        share,
        map {
            'count': cast(gaps as varchar),
            'day': strftime(due_on, '%-d %b %Y'),
            'names': listed_in_part(names)
        } as facts,
        owner as owner_role
    from owed

    union all

    select
        framework,
        as_at,
        area_code,
        'enquiry' as decision,
        'any' as form,
        register as subject,
        next_on as decide_on,
        share,
        map {
            'question': question
        } as facts,
        cast(null as varchar) as owner_role
    from enquired
),

weighed as (
    select
        together.framework,
        together.as_at,
        together.area_code,
        together.decision,
        decision_templates.title,
        together.subject,
        together.decide_on,
        together.decide_on < together.as_at as is_past,
        together.share,
        quotient(
            together.share,
            greatest(
                1, quotient(date_diff('day', together.as_at, together.decide_on), 91.3125)
            )
        ) as weight,
        coalesce(together.owner_role, decision_templates.owner_role) as owner_role,
        filled(decision_templates.template, together.facts) as sentence,
        decision_templates.page,
        decision_templates.parameter,
        decision_templates.source,
        decision_templates.position
    from together
    inner join decision_templates
        on
            together.decision = decision_templates.decision
            and together.form = decision_templates.form
),

placed as (
    select
        *,
        row_number() over (
            partition by framework, as_at, area_code
            order by weight desc nulls last, decide_on asc, position asc, sentence asc
        ) as place,
        row_number() over (
            partition by framework, as_at, area_code, decision
            order by weight desc nulls last, decide_on asc, sentence asc
        ) as turn
    from weighed
)

select
    framework,
    as_at,
    area_code,
    place,
    decision,
    title,
    sentence,
    decide_on,
    is_past,
    share,
    weight,
    owner_role,
    page,
    parameter,
    subject,
    source,
    turn = 1
    and count(*) filter (where turn = 1) over (
        partition by framework, as_at, area_code
        order by place
        rows between unbounded preceding and current row
    ) <= 3 as is_chosen
from placed
order by framework, area_code, as_at, place
