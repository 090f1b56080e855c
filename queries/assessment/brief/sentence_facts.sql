-- title: What can be said of each authority's levels and figures, before it is put into words
-- grain: one row for each framework, date, authority and thing to say
-- note: form tells which wording: by number, unsure where the interval allows otherwise, silent
--   where too little is known. facts fill in the words in braces; rank, strength and tie order what
--   is said; is_spare is said only where its part would be empty. What depends on another date, on
--   actions and on what is hidden is in other_facts.

with halves as (
    select
        framework,
        arg_min(told, level) as half_said,
        case when min(level) < max(top) then ' or above' else '' end as or_above
    from rungs
    where is_upper
    group by framework
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

-- One row for each theme of each authority. Of a run of two levels the lower one counts.
themes as (
    select
        theme_levels.framework,
        theme_levels.as_at,
        theme_levels.area_code,
        framework_themes.position,
        theme_levels.theme,
        framework_themes.title,
        theme_levels.level_low as level,
        theme_levels.level_low < theme_levels.level_high as is_unsure,
        theme_levels.level_low + theme_levels.level_high as place,
        place = min(place) over (
            partition by theme_levels.framework, theme_levels.as_at, theme_levels.area_code
        ) as is_lowest,
        run_told(ladders.scale, theme_levels.level_low, theme_levels.level_high, ladders.words)
            as told,
        rungs.is_upper,
        theme_levels.level_low = rungs.top as is_top,
        theme_levels.level_high = rungs.bottom as is_bottom,
        theme_levels.evidence_used,
        theme_levels.evidence_possible,
        theme_levels.limited_by,
        indicator_labels.title as limit_title,
        indicator_labels.owner as limit_owner,
        figure_text(
            evidence.value, indicator_labels.kind, cast(indicator_labels.decimals as integer)
        ) || and_more(theme_levels.others_as_weak) as limit_figure
    from theme_levels
    inner join recent_dates on theme_levels.as_at = recent_dates.as_at
    inner join framework_themes
        on
            theme_levels.framework = framework_themes.framework
            and theme_levels.theme = framework_themes.theme
    left join ladders on theme_levels.framework = ladders.framework
    left join rungs
        on theme_levels.framework = rungs.framework and theme_levels.level_low = rungs.level
    left join indicator_labels on theme_levels.limited_by = indicator_labels.indicator
    left join evidence
        on
            theme_levels.framework = evidence.framework
            and theme_levels.as_at = evidence.as_at
            and theme_levels.area_code = evidence.area_code
            and theme_levels.limited_by = evidence.indicator
),

-- One row for each authority.
whole as (
    select
        themes.framework,
        themes.as_at,
        themes.area_code,
        areas.name,
        frameworks.names_levels,
        halves.half_said,
        halves.or_above,
        count(*) as themes,
        count(themes.level) as assessed,
        -- A theme no indicator bears on lacks no figure that somebody could find.
        count(*) filter (where themes.level is null and themes.evidence_possible > 0)
            as unassessed,
        count(*) filter (where themes.is_upper) as ready,
        count(*) filter (where themes.is_unsure) as unsure,
        list(themes.title order by themes.position) filter (
            where themes.level is null and themes.evidence_possible > 0
        ) as unassessed_list,
        cast(sum(themes.evidence_possible) as integer) as possible,
        cast(sum(themes.evidence_possible - themes.evidence_used) as integer) as missing,
        any_value(themes.told) filter (where themes.is_lowest) as lowest_said,
        list(themes.title order by themes.position) filter (where themes.is_lowest)
            as lowest_list
    from themes
    inner join areas on themes.area_code = areas.area_code
    inner join frameworks on themes.framework = frameworks.framework
    left join halves on themes.framework = halves.framework
    group by all
),

tested as (
    select
        framework,
        as_at,
        area_code,
        count(*) filter (
            where place in ('better', 'worse', 'similar')
            or moving in ('improving', 'worsening', 'no significant change')
        ) as tested,
        count(*) filter (where place in ('better', 'worse', 'similar') and basis <> 'complete')
            as placed
    from findings
    group by framework, as_at, area_code
),

standing as (
    select
        whole.*,
        coalesce(tested.tested, 0) as tested,
        coalesce(tested.placed, 0) as placed,
        coalesce(outcome_counts.known, 0) as known_outcomes,
        coalesce(outcome_counts.tested, 0) as outcomes,
        coalesce(outcome_counts.better, 0) as better,
        coalesce(outcome_counts.worse, 0) as worse,
        coalesce(outcome_counts.alike, 0) as alike,
        coalesce(outcome_counts.best, 0) as best,
        coalesce(outcome_counts.last, 0) as last,
        published_summaries.headline as published_headline,
        published_summaries.silent as silent_list,
        -- Where no level is named, what others publish leads.
        whole.assessed = 0 and coalesce(published_summaries.speaks, false) as is_published,
        whole.framework in (
            select framework_bearings.framework
            from framework_bearings
            where framework_bearings.theme is null
        ) as has_outcomes
    from whole
    left join tested
        on
            whole.framework = tested.framework
            and whole.as_at = tested.as_at
            and whole.area_code = tested.area_code
    left join outcome_counts
        on
            whole.as_at = outcome_counts.as_at
            and whole.area_code = outcome_counts.area_code
    left join published_summaries
        on
            whole.framework = published_summaries.framework
            and whole.as_at = published_summaries.as_at
            and whole.area_code = published_summaries.area_code
),

-- What is said of the whole: one row for each authority and sentence.
whole_said as (
    select
        framework,
        as_at,
        area_code,
        unnest([
            {
                'sentence': 'published',
                'rank': 0,
                'form': case when is_published then 'any' end
            },
            {
                'sentence': 'published_silent',
                'rank': 2,
                'form': case
                    when is_published and len(silent_list) > 0
                        then number_form(len(silent_list))
                end
            },
            {
                'sentence': 'levels',
                'rank': 1,
                'form': case
                    when is_published and names_levels then null
                    when not names_levels then 'unsure'
                    when assessed = 0 then 'silent'
                    when 2 * assessed < themes then 'few'
                    when ready = themes then 'all'
                    when ready = 0 then if(assessed = themes, 'none', 'most')
                    else 'many'
                end
            },
            {
                'sentence': 'levels_unsure',
                'rank': 2,
                'form': case
                    when not names_levels or is_published then null
                    when assessed = 0 then 'silent'
                    when unsure = assessed then if(unsure = 1, 'few', 'all')
                    else number_form(unsure)
                end
            },
            {
                'sentence': 'outcomes',
                'rank': 3,
                'form': case
                    when not has_outcomes then 'none'
                    when outcomes > 0 then number_form(outcomes)
                    when known_outcomes = 1 then 'few'
                    when known_outcomes > 1 then 'unsure'
                    else 'silent'
                end
            },
            {
                'sentence': 'ask_missing',
                'rank': 6,
                'form': case
                    when not names_levels then null
                    when unassessed = themes then 'all'
                    when unassessed > 3 then 'most'
                    when unassessed > 0 then number_form(unassessed)
                end
            },
            { 'sentence': 'not_why', 'rank': 1, 'form': 'any' },
            {
                'sentence': 'not_known',
                'rank': 2,
                'form': case
                    when not names_levels then null
                    when missing = possible and possible > 1 then 'all'
                    when possible > 0 then number_form(missing)
                end
            },
            { 'sentence': 'not_rating', 'rank': 4, 'form': if(names_levels, 'any', 'none') },
            { 'sentence': 'not_outcomes', 'rank': 5, 'form': if(names_levels, 'any', 'none') },
            { 'sentence': 'not_chance', 'rank': 6, 'form': if(placed > 0, 'any', null) }
        ]) as one,
        map {
            'name': name,
            'half': half_said,
            'or_above': or_above,
            'ready': cast(ready as text),
            'themes': cast(themes as text),
            'assessed': cast(assessed as text),
            'unsure': coalesce(cast(nullif(unsure, 0) as text), 'none'),
            'known': cast(known_outcomes as text),
            'tested': cast(outcomes as text),
            'better': coalesce(cast(nullif(better, 0) as text), 'none'),
            'worse': coalesce(cast(nullif(worse, 0) as text), 'none'),
            'similar': coalesce(cast(nullif(alike, 0) as text), 'none'),
            'placed': cast(placed as text),
            'by_chance': case
                when placed < 20 then 'fewer than one'
                else cast(cast(round(placed * 0.05) as integer) as text)
            end,
            'best': coalesce(cast(nullif(best, 0) as text), 'none'),
            'last': coalesce(cast(nullif(last, 0) as text), 'none'),
            'word': case
                when better > 0 then 'better' when worse > 0 then 'worse'
                else 'too close to tell'
            end,
            'quarter': case
                when best > 0 then 'in the best quarter of all areas'
                when last > 0 then 'in the worst quarter of all areas'
                else 'neither in the best quarter of all areas nor in the worst'
            end,
            'low': lowest_said,
            'lowest': if(
                len(lowest_list) > 3,
                len(lowest_list) || ' themes',
                array_to_string(lowest_list, '; ')
            ),
            'unassessed': cast(unassessed as text),
            'list': array_to_string(unassessed_list, '; '),
            'possible': cast(possible as text),
            'missing': cast(missing as text),
            'held': coalesce(cast(nullif(possible - missing, 0) as text), 'none'),
            'headline': published_headline,
            'quiet': listed(silent_list),
            'silent': cast(len(silent_list) as text)
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
                'form': 'any'
            },
            {
                'sentence': case when is_bottom and limited_by is not null then 'low_level' end,
                'rank': 5,
                'form': 'any'
            },
            {
                'sentence': case when is_bottom and limited_by is not null then 'ask_lift' end,
                'rank': 7,
                'form': 'any'
            }
        ]) as one,
        map {
            'theme': title,
            'level': told,
            'step': told,
            'title': limit_title,
            'figure': limit_figure
        } as facts
    from themes
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
                    when findings.is_apart then 2
                    else 3
                end,
                'form': if(
                    findings.is_complete and findings.finding in ('improving', 'worsening'),
                    'all', 'any'
                )
            },
            {
                'sentence': case when findings.moving = 'worsening' then 'ask_worsening' end,
                'rank': 4,
                'form': 'any'
            },
            {
                'sentence': case
                    when findings.finding = 'worse_untested' then 'ask_gap_untested'
                    when
                        findings.place = 'worse' and findings.is_apart
                        and findings.moving is distinct from 'worsening'
                        then 'ask_gap'
                end,
                'rank': case when findings.finding = 'worse_untested' then 8 else 4 end,
                'form': 'any'
            }
        ]) as one,
        map {
            'title': findings.title,
            'figure': figure_text(findings.value, findings.kind, findings.decimals)
            || case when findings.kind = 'rate' then ' ' || findings.unit else '' end,
            'beside': figure_text(findings.beside_value, findings.kind, findings.decimals),
            'points': cast(findings.points as text),
            'against': if(
                findings.theme is null and findings.relative = findings.moving,
                if(findings.moving = 'improving', 'gaining on ', 'losing ground on ')
                || coalesce(
                    (
                        select max(areas.name)
                        from areas
                        where areas.area_type = 'country'
                    ), 'the country'
                ), if(findings.moving = 'improving', 'improving', 'getting worse')
            ),
            'period': findings.period_text
        } as facts
    from findings
    inner join standing
        on
            findings.framework = standing.framework
            and findings.as_at = standing.as_at
            and findings.area_code = standing.area_code
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
        case
            when whole_said.one.sentence like 'ask\_%' escape '\'
                then 'partnerships team'
        end as asked_of,
        '' as tie,
        false as is_spare,
        whole_said.facts
    from whole_said
    union all by name
    select
        framework,
        as_at,
        area_code,
        unnest(['well', 'worry', 'ask_nothing']) as sentence,
        unnest([
            if(tested < 5, 'silent', 'none'), if(tested < 5, 'silent', 'none'), 'any'
        ]) as form,
        1 as rank,
        unnest([null, null, 'partnerships team']) as asked_of,
        '' as tie,
        true as is_spare,
        map { 'tested': cast(tested as text) } as facts
    from standing
    union all by name
    select
        theme_said.framework,
        theme_said.as_at,
        theme_said.area_code,
        theme_said.one.sentence,
        theme_said.one.form,
        theme_said.one.rank,
        theme_said.theme,
        theme_said.indicator,
        theme_said.asked_of,
        cast(theme_said.position as text) as tie,
        theme_said.facts
    from theme_said
    union all by name
    select
        figure_turned.framework,
        figure_turned.as_at,
        figure_turned.area_code,
        figure_turned.one.sentence,
        case
            when figure_turned.one.sentence in ('ask_gap', 'ask_gap_untested')
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
    coalesce(is_spare, false) as is_spare,
    facts
from together
where sentence is not null and form is not null
order by framework, area_code, as_at
