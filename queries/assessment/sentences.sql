-- title: What the figures say of each authority, in sentences
-- grain: one row for each framework, date, authority and sentence
-- note: Each sentence is a template of data/reference/sentences.csv, filled in with `facts`. Form
--   tells which wording: by number, unsure where the interval allows otherwise, silent where too
--   little is known. No sentence says why, nor more than its interval allows. position orders the
--   sentences of a part; rank and strength are what they are ordered by. page is the address of the
--   page that shows the figures behind it.

-- Papers are written of the last six dates; filling in templates for all would be most of a build.
with recent as (
    select as_at
    from assessment_dates
    order by as_at desc
    limit 6
),

rungs as (
    select
        framework_levels.framework,
        framework_levels.level,
        level_said(frameworks.scale, framework_levels.level, lower(framework_levels.word)) as said,
        level_told(frameworks.scale, framework_levels.level, lower(framework_levels.word)) as told,
        min(framework_levels.level) over ladder as bottom,
        max(framework_levels.level) over ladder as top,
        framework_levels.level > median(framework_levels.level) over ladder as is_upper
    from framework_levels
    inner join frameworks on framework_levels.framework = frameworks.framework
    window ladder as (partition by framework_levels.framework)
),

halves as (
    select
        framework,
        arg_min(told, level) as half_said,
        case when min(level) < max(top) then ' or above' else '' end as or_above
    from rungs
    where is_upper
    group by framework
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
        theme_levels.level,
        theme_levels.level_low,
        theme_levels.level_high,
        theme_levels.level_low < theme_levels.level_high as is_unsure,
        theme_levels.level = min(theme_levels.level) over (
            partition by theme_levels.framework, theme_levels.as_at, theme_levels.area_code
        ) as is_lowest,
        rungs.said,
        rungs.told,
        highest.said as high_said,
        before.said as before_said,
        rungs.is_upper,
        theme_levels.level = rungs.top as is_top,
        theme_levels.level = rungs.bottom as is_bottom,
        theme_levels.evidence_used,
        theme_levels.evidence_possible,
        theme_levels.limited_by,
        indicator_labels.title as limit_title,
        indicator_labels.owner as limit_owner,
        figure_text(
            evidence.value, indicator_labels.kind, cast(indicator_labels.decimals as integer)
        ) as limit_figure,
        judgement_changes.level_before,
        judgement_changes.ruler_changed,
        earlier.level_low <= theme_levels.level_high
        and earlier.level_high >= theme_levels.level_low as is_shared
    from theme_levels
    inner join recent on theme_levels.as_at = recent.as_at
    inner join framework_themes
        on
            theme_levels.framework = framework_themes.framework
            and theme_levels.theme = framework_themes.theme
    left join rungs
        on theme_levels.framework = rungs.framework and theme_levels.level = rungs.level
    left join rungs as highest
        on
            theme_levels.framework = highest.framework
            and theme_levels.level_high = highest.level
    left join indicator_labels on theme_levels.limited_by = indicator_labels.indicator
    left join evidence
        on
            theme_levels.framework = evidence.framework
            and theme_levels.as_at = evidence.as_at
            and theme_levels.area_code = evidence.area_code
            and theme_levels.limited_by = evidence.indicator
    left join judgement_changes
        on
            theme_levels.framework = judgement_changes.framework
            and theme_levels.as_at = judgement_changes.as_at
            and theme_levels.area_code = judgement_changes.area_code
            and theme_levels.theme = judgement_changes.theme
    left join rungs as before
        on
            judgement_changes.former_ruler = before.framework
            and judgement_changes.level_before = before.level
    left join theme_levels as earlier
        on
            judgement_changes.former_ruler = earlier.framework
            and judgement_changes.previous_as_at = earlier.as_at
            and judgement_changes.area_code = earlier.area_code
            and judgement_changes.theme = earlier.theme
),

-- One row for each authority.
whole as (
    select
        themes.framework,
        themes.as_at,
        themes.area_code,
        areas.name,
        halves.half_said,
        halves.or_above,
        assessment_dates.previous_as_at,
        count(*) as themes,
        count(themes.level) as assessed,
        count(*) - count(themes.level) as unassessed,
        count(*) filter (where themes.is_upper) as ready,
        count(*) filter (where themes.is_unsure) as unsure,
        count(*) filter (where themes.level = themes.level_before) as steady,
        count(themes.level_before + themes.level) as compared,
        coalesce(bool_or(themes.ruler_changed), false) as ruler_changed,
        list(themes.title order by themes.position) filter (where themes.level is null)
            as unassessed_list,
        cast(sum(themes.evidence_possible) as integer) as possible,
        cast(sum(themes.evidence_possible - themes.evidence_used) as integer) as missing,
        arg_min(themes.said, themes.level) as lowest_said,
        list(themes.title order by themes.position) filter (where themes.is_lowest)
            as lowest_list
    from themes
    inner join areas on themes.area_code = areas.area_code
    inner join halves on themes.framework = halves.framework
    inner join assessment_dates on themes.as_at = assessment_dates.as_at
    group by all
),

known as (
    select
        framework,
        as_at,
        area_code,
        count(*) filter (where missing_reason = 'suppressed') as hidden
    from evidence
    group by framework, as_at, area_code
),

tested as (
    select
        framework,
        as_at,
        area_code,
        count(*) filter (
            where place in ('better', 'worse', 'similar')
            or direction in ('improving', 'worsening', 'no significant change')
        ) as tested,
        count(*) filter (where place in ('better', 'worse', 'similar')) as placed,
        count(*) filter (where theme is null) as known_outcomes,
        count(*) filter (where theme is null and place in ('better', 'worse', 'similar'))
            as outcomes,
        count(*) filter (where theme is null and place = 'better') as better,
        count(*) filter (where theme is null and place = 'worse') as worse,
        count(*) filter (where theme is null and place = 'similar') as alike,
        count(*) filter (where theme is null and band = 1) as best,
        count(*) filter (where theme is null and band = 4) as last
    from findings
    group by framework, as_at, area_code
),

standing as (
    select
        whole.*,
        coalesce(known.hidden, 0) as hidden,
        coalesce(tested.tested, 0) as tested,
        coalesce(tested.placed, 0) as placed,
        coalesce(tested.known_outcomes, 0) as known_outcomes,
        coalesce(tested.outcomes, 0) as outcomes,
        coalesce(tested.better, 0) as better,
        coalesce(tested.worse, 0) as worse,
        coalesce(tested.alike, 0) as alike,
        coalesce(tested.best, 0) as best,
        coalesce(tested.last, 0) as last
    from whole
    left join known
        on
            whole.framework = known.framework
            and whole.as_at = known.as_at
            and whole.area_code = known.area_code
    left join tested
        on
            whole.framework = tested.framework
            and whole.as_at = tested.as_at
            and whole.area_code = tested.area_code
),

-- What is said of the whole: one row for each authority and sentence.
whole_said as (
    select
        framework,
        as_at,
        area_code,
        unnest([
            {
                'sentence': 'levels',
                'rank': 1,
                'form': case
                    when assessed = 0 then 'silent'
                    when 2 * assessed < themes then 'few'
                    when ready = themes then 'all'
                    when ready = 0 then 'none'
                    else 'many'
                end
            },
            {
                'sentence': 'levels_unsure',
                'rank': 2,
                'form': case
                    when assessed = 0 then 'silent'
                    when unsure = assessed then if(unsure = 1, 'few', 'all')
                    else number_form(unsure)
                end
            },
            {
                'sentence': 'outcomes',
                'rank': 3,
                'form': case
                    when outcomes > 0 then number_form(outcomes)
                    when known_outcomes > 0 then 'unsure'
                    else 'silent'
                end
            },
            {
                'sentence': 'levels_same',
                'rank': 8,
                'form': case
                    when previous_as_at is null then 'first'
                    when compared = 0 then 'silent'
                    else number_form(steady)
                end
            },
            {
                'sentence': 'rules_changed',
                'rank': 9,
                'form': case when ruler_changed then 'any' end
            },
            {
                'sentence': 'ask_missing',
                'rank': 6,
                'form': case
                    when unassessed = themes then 'all'
                    when unassessed > 0 then number_form(unassessed)
                end
            },
            { 'sentence': 'not_why', 'rank': 1, 'form': 'any' },
            {
                'sentence': 'not_known',
                'rank': 2,
                'form': case when possible > 0 then number_form(missing) end
            },
            {
                'sentence': 'not_hidden',
                'rank': 3,
                'form': case when hidden > 0 then number_form(hidden) end
            },
            { 'sentence': 'not_rating', 'rank': 4, 'form': 'any' },
            { 'sentence': 'not_outcomes', 'rank': 5, 'form': 'any' },
            { 'sentence': 'not_chance', 'rank': 6, 'form': if(placed > 0, 'any', null) }
        ]) as one,
        map {
            'name': name,
            'half': half_said,
            'or_above': or_above,
            'ready': cast(ready as text),
            'themes': cast(themes as text),
            'assessed': cast(assessed as text),
            'unsure': cast(unsure as text),
            'known': cast(known_outcomes as text),
            'tested': cast(outcomes as text),
            'better': coalesce(cast(nullif(better, 0) as text), 'none'),
            'worse': coalesce(cast(nullif(worse, 0) as text), 'none'),
            'similar': coalesce(cast(nullif(alike, 0) as text), 'none'),
            'best': coalesce(cast(nullif(best, 0) as text), 'none'),
            'last': coalesce(cast(nullif(last, 0) as text), 'none'),
            'word': case
                when better > 0 then 'clearly better' when worse > 0 then 'clearly worse'
                else 'not clearly different'
            end,
            'low': lowest_said,
            'lowest': if(
                len(lowest_list) > 3,
                len(lowest_list) || ' themes',
                array_to_string(lowest_list, '; ')
            ),
            'steady': cast(steady as text),
            'earlier': strftime(previous_as_at, '%-d %B %Y'),
            'unassessed': cast(unassessed as text),
            'list': array_to_string(unassessed_list, '; '),
            'possible': cast(possible as text),
            'missing': cast(missing as text),
            'held': coalesce(cast(nullif(possible - missing, 0) as text), 'none'),
            'hidden': cast(hidden as text)
        } as facts
    from standing
),

-- What is said of one theme.
theme_said as (
    select
        framework,
        as_at,
        area_code,
        theme,
        limited_by as indicator,
        limit_owner as asked_of,
        position,
        unnest([
            {
                'sentence': case when is_top then 'top_level' end,
                'rank': 6,
                'form': case when is_unsure then 'unsure' else 'any' end
            },
            {
                'sentence': case when is_bottom and limited_by is not null then 'low_level' end,
                'rank': 5,
                'form': case when is_unsure then 'unsure' else 'any' end
            },
            {
                'sentence': case when is_bottom and limited_by is not null then 'ask_lift' end,
                'rank': 7,
                'form': 'any'
            },
            {
                'sentence': case
                    when level > level_before then 'level_up'
                    when level < level_before then 'level_down'
                end,
                'rank': 1,
                'form': case when is_shared then 'unsure' else 'any' end
            }
        ]) as one,
        map {
            'theme': title,
            'level': told,
            'step': said,
            'high': high_said,
            'before': before_said,
            'title': limit_title,
            'figure': limit_figure
        } as facts
    from themes
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

-- How the last figure of an outcome differs from the one before, of the same series: clearly so
-- where their intervals do not meet, untested where it has none, and otherwise not at all.
steps as (
    select
        findings.framework,
        findings.as_at,
        findings.area_code,
        findings.indicator,
        former.value as value_before,
        period_label(former.period_end, indicator_labels.period) as period_before,
        case
            when
                goodness(findings.value, findings.polarity)
                > goodness(former.value, findings.polarity)
                then 'better'
            else 'worse'
        end as way,
        if(findings.lower is null, 'unsure', 'any') as form
    from findings
    inner join indicator_labels on findings.indicator = indicator_labels.indicator
    asof inner join known_figures as former
        on
            findings.indicator = former.indicator
            and findings.area_code = former.area_code
            and findings.period_end > former.period_end
    where
        findings.theme is null
        and findings.polarity <> 'neutral'
        and rounded(findings.value, findings.decimals) <> rounded(former.value, findings.decimals)
        and (
            findings.lower is null
            or findings.lower > former.upper
            or findings.upper < former.lower
        )
        and not exists (
            select 1
            from series_breaks
            where
                series_breaks.indicator = findings.indicator
                and series_breaks.broken_on > former.period_end
                and series_breaks.broken_on <= findings.period_end
        )
),

-- What is said of one figure.
figure_said as (
    select
        findings.framework,
        findings.as_at,
        findings.area_code,
        findings.theme,
        findings.indicator,
        findings.owner as asked_of,
        findings.strength,
        findings.title,
        unnest([
            {
                'sentence': findings.finding,
                'rank': case
                    when findings.finding like '%untested' then 8
                    when findings.finding like '%\_%' escape '\' then 1
                    when findings.place in ('better', 'worse') then 2
                    else 3
                end,
                'form': 'any'
            },
            {
                'sentence': case when findings.direction = 'worsening' then 'ask_worsening' end,
                'rank': 3,
                'form': 'any'
            },
            {
                'sentence': 'moved_' || steps.way,
                'rank': 5,
                'form': steps.form
            },
            {
                'sentence': case
                    when findings.finding = 'worse_untested' then 'ask_gap'
                    when findings.place = 'worse' and findings.direction <> 'worsening'
                        then 'ask_gap'
                end,
                'rank': case when findings.finding = 'worse_untested' then 8 else 4 end,
                'form': if(findings.finding = 'worse_untested', 'unsure', 'first')
            },
            {
                'sentence': case
                    when
                        findings.indicator = 'money_ending_within_12_months'
                        and evidence.level < tops.top
                        then 'ask_money'
                end,
                'rank': 5,
                'form': 'any'
            }
        ]) as one,
        map {
            'title': findings.title,
            'figure': figure_text(findings.value, findings.kind, findings.decimals)
            || case when findings.kind = 'rate' then ' ' || findings.unit else '' end,
            'beside': figure_text(findings.beside_value, findings.kind, findings.decimals),
            'points': cast(findings.points as text),
            'period': findings.period_text,
            'before': figure_text(steps.value_before, findings.kind, findings.decimals),
            'earlier': steps.period_before
        } as facts
    from findings
    inner join standing
        on
            findings.framework = standing.framework
            and findings.as_at = standing.as_at
            and findings.area_code = standing.area_code
    inner join tops on findings.framework = tops.framework
    left join evidence
        on
            findings.framework = evidence.framework
            and findings.as_at = evidence.as_at
            and findings.area_code = evidence.area_code
            and findings.indicator = evidence.indicator
    left join steps
        on
            findings.framework = steps.framework
            and findings.as_at = steps.as_at
            and findings.area_code = steps.area_code
            and findings.indicator = steps.indicator
),

-- Questions of one kind take turns in their wording.
figure_turned as (
    select
        said.*,
        row_number() over (
            partition by
                said.framework, said.as_at, said.area_code, said.one.sentence, said.one.form
            order by said.one.rank asc, said.strength desc nulls last, said.title asc
        ) as turn
    from figure_said as said
),

-- What is said of an action or of the want of one.
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
    inner join recent on prospects.as_at = recent.as_at
    inner join indicator_labels on prospects.indicator = indicator_labels.indicator
    where prospects.flag = 'red'
),

together as (
    select
        whole_said.framework,
        whole_said.as_at,
        whole_said.area_code,
        whole_said.one.sentence,
        whole_said.one.form,
        whole_said.one.rank,
        null as strength,
        null as theme,
        null as indicator,
        case
            when whole_said.one.sentence like 'ask\_%' escape '\'
                then 'partnerships team'
        end as asked_of,
        '' as tie,
        whole_said.facts
    from whole_said
    union all
    select
        theme_said.framework,
        theme_said.as_at,
        theme_said.area_code,
        theme_said.one.sentence,
        theme_said.one.form,
        theme_said.one.rank,
        null as strength,
        theme_said.theme,
        theme_said.indicator,
        theme_said.asked_of,
        cast(theme_said.position as text) as tie,
        theme_said.facts
    from theme_said
    union all
    select
        figure_turned.framework,
        figure_turned.as_at,
        figure_turned.area_code,
        figure_turned.one.sentence,
        case
            when figure_turned.one.form = 'first'
                then ['first', 'second', 'third'][1 + (figure_turned.turn - 1) % 3]
            else figure_turned.one.form
        end as form,
        figure_turned.one.rank,
        figure_turned.strength,
        figure_turned.theme,
        figure_turned.indicator,
        figure_turned.asked_of,
        figure_turned.title as tie,
        figure_turned.facts
    from figure_turned
    union all
    select
        framework,
        as_at,
        area_code,
        sentence,
        'any' as form,
        rank,
        null as strength,
        null as theme,
        indicator,
        asked_of,
        title as tie,
        facts
    from action_said
),

worded as (
    select
        together.*,
        sentence_templates.part,
        sentence_templates.template,
        sentence_templates.page
    from together
    inner join sentence_templates
        on
            together.sentence = sentence_templates.sentence
            and together.form = sentence_templates.form
),

-- Where a part would be empty it says so, or that too little is known to say.
quiet as (
    select
        standing.framework,
        standing.as_at,
        standing.area_code,
        sentence_templates.sentence,
        sentence_templates.form,
        1 as rank,
        null as strength,
        null as theme,
        null as indicator,
        case when sentence_templates.part = 'question' then 'partnerships team' end as asked_of,
        '' as tie,
        map { 'tested': cast(standing.tested as text) } as facts,
        sentence_templates.part,
        sentence_templates.template,
        sentence_templates.page
    from standing
    inner join sentence_templates
        on
            (
                sentence_templates.sentence in ('well', 'worry')
                and sentence_templates.form
                = case when standing.tested < 5 then 'silent' else 'none' end
            )
            or sentence_templates.sentence = 'ask_nothing'
    anti join worded
        on
            standing.framework = worded.framework
            and standing.as_at = worded.as_at
            and standing.area_code = worded.area_code
            and sentence_templates.part = worded.part
),

-- After two of a kind, or a second of one figure, the others of its part come first.
turned as (
    select
        *,
        row_number() over (
            partition by framework, as_at, area_code, sentence
            order by rank asc, strength desc nulls last, tie asc
        ) as turn,
        case
            when indicator is not null
                then row_number() over (
                    partition by framework, as_at, area_code, part, indicator
                    order by rank asc, strength desc nulls last, tie asc
                )
            else 1
        end as again
    from (
        select * from worded
        union all
        select * from quiet
    ) as both_kinds
)

select
    framework,
    as_at,
    area_code,
    part,
    row_number() over (
        partition by framework, as_at, area_code, part
        order by
            again > 1 asc, turn > 2 asc, rank asc, strength desc nulls last, tie asc, sentence asc
    ) as position,
    sentence,
    form,
    filled(template, facts) as said,
    theme,
    indicator,
    asked_of,
    page,
    facts
from turned
order by framework, area_code, as_at, part, position
