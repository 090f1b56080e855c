-- title: What the levels say of each authority, in sentences
-- grain: one row for each framework, date, authority and kind of sentence
-- note: headline, coverage, strongest, weakest and changed.
--   Where levels have no numbers only words are said. Of a run of two levels the lower one counts.
--   A change is said only where the same indicators are counted on both dates and the two runs have
--   no level in common, whatever is missing.

with halves as (
    select
        framework,
        min(level) as level,
        arg_min(case when length(told) > 60 then called else told end, level) as said,
        case when min(level) < any_value(top) then 'several' else 'top' end as headline_half_form
    from rungs
    where is_upper
    group by framework
),

ladders as (
    select
        frameworks.framework,
        any_value(frameworks.scale) as scale,
        list(framework_levels.word order by framework_levels.level) as words
    from frameworks
    inner join framework_levels on frameworks.framework = framework_levels.framework
    group by frameworks.framework
),

themes as (
    select
        framework_themes.framework,
        assessment_dates.as_at,
        assessment_dates.previous_as_at,
        areas.area_code,
        areas.name,
        framework_themes.position,
        framework_themes.title,
        theme_levels.level_low,
        theme_levels.level_low + theme_levels.level_high as place,
        theme_levels.limited_by,
        theme_levels.others_as_weak,
        coalesce(theme_levels.evidence_used, 0) as used,
        coalesce(theme_levels.evidence_possible, 0) as possible,
        earlier.level_low as before_low,
        filled(
            wordings.words['changed_move.any'],
            {
                'theme': framework_themes.title,
                'before': replace(
                    run_told(ladders.scale, earlier.level_low, earlier.level_high, ladders.words),
                    'level ', ''
                ),
                'now': replace(
                    run_told(
                        ladders.scale, theme_levels.level_low, theme_levels.level_high,
                        ladders.words
                    ),
                    'level ', ''
                )
            }
        ) as move,
        case
            when earlier.level_low is null or theme_levels.level_low is null then null
            when theme_levels.counted <> earlier.counted then 0
            when theme_levels.level_low > earlier.open_high then 1
            when theme_levels.open_high < earlier.level_low then -1
            else 0
        end as way,
        coalesce(rungs.is_upper, false) as is_upper,
        run_told(ladders.scale, theme_levels.level_low, theme_levels.level_high, ladders.words)
            as told,
        min(place) over whole as lowest,
        max(place) over whole as highest
    from framework_themes
    cross join assessment_dates
    inner join areas on areas.area_type = 'authority'
    cross join wordings
    left join ladders on framework_themes.framework = ladders.framework
    left join theme_levels
        on
            framework_themes.framework = theme_levels.framework
            and framework_themes.theme = theme_levels.theme
            and assessment_dates.as_at = theme_levels.as_at
            and areas.area_code = theme_levels.area_code
    left join theme_levels as earlier
        on
            framework_themes.framework = earlier.framework
            and framework_themes.theme = earlier.theme
            and assessment_dates.previous_as_at = earlier.as_at
            and areas.area_code = earlier.area_code
    left join rungs
        on
            framework_themes.framework = rungs.framework
            and theme_levels.level_low = rungs.level
    window
        whole as (
            partition by framework_themes.framework, assessment_dates.as_at, areas.area_code
        )
),

counted as (
    select
        framework,
        as_at,
        area_code,
        any_value(name) as name,
        any_value(lowest) as lowest,
        min(level_low) as lowest_low,
        any_value(highest) as highest,
        count(*) as themes,
        count(level_low) as assessed,
        count(*) filter (where is_upper) as ready,
        sum(used) as used,
        sum(possible) as possible,
        count(*) filter (where place = lowest) as lowest_count,
        count(*) filter (where place = highest) as highest_count,
        listed(list(title order by position) filter (where place = lowest)) as lowest_themes,
        listed(list(title order by position) filter (where place = highest)) as highest_themes,
        any_value(told) filter (where place = lowest) as low,
        any_value(told) filter (where place = highest) as high,
        arg_min(limited_by, position) filter (where place = lowest) as limited_by,
        arg_min(others_as_weak, position) filter (where place = lowest) as others_as_weak,
        count(*) filter (where way = 1) as risen,
        count(*) filter (where way = -1) as fallen,
        count(*) filter (where way = 0) as steady,
        string_agg(move, ', ' order by position) filter (where way = 1) as risen_list,
        string_agg(move, ', ' order by position) filter (where way = -1) as fallen_list,
        strftime(any_value(previous_as_at), '%-d %b %Y') as earlier
    from themes
    group by framework, as_at, area_code
),

-- Which wording each sentence takes.
formed as (
    select
        counted.*,
        halves.said as half_level,
        halves.headline_half_form,
        frameworks.title as framework_title,
        inside_sentence(indicator_labels.title) as limit_title,
        case
            when
                not frameworks.names_levels
                and published_summaries.speaks
                and published_summaries.report_said is not null
                then 'inspected'
            when not frameworks.names_levels then 'unnamed'
            when counted.assessed = 0 and published_summaries.speaks then 'published'
            when counted.assessed = 0 then 'silent'
            when 2 * counted.assessed < counted.themes then 'few'
            when counted.ready = counted.themes then 'all'
            else 'many'
        end as headline_form,
        case when counted.themes = 1 then 'one' else 'many' end as headline_every_form,
        case
            when
                counted.assessed = 0
                and published_summaries.speaks
                and published_summaries.pieces > 0
                then 'published'
            else 'any'
        end as coverage_form,
        published_summaries.headline as published,
        upper(published_summaries.report_said[1]) || published_summaries.report_said[2:]
            as report,
        published_summaries.pieces,
        case
            when counted.lowest_low >= halves.level then null
            when counted.lowest_count > 3 or length(counted.lowest_themes) > 70 then 'many'
            else 'few'
        end as headline_low_form,
        case when counted.assessed < counted.themes then 'some' end as headline_missing_form,
        case
            when not frameworks.names_levels then 'unnamed'
            when counted.assessed = 0 then 'silent'
            when counted.assessed = 1 then 'one'
            when counted.highest = counted.lowest then 'none'
            when counted.highest_count > 3 then 'many'
            else 'few'
        end as strongest_form,
        case
            when not frameworks.names_levels then 'unnamed'
            when counted.assessed = 0 then 'silent'
            when counted.highest = counted.lowest then 'none'
            when counted.lowest_count > 3 then 'many'
            when counted.lowest_count = 1 and indicator_labels.title is not null then 'limited'
            else 'few'
        end as weakest_form,
        case
            when not frameworks.names_levels then 'unnamed'
            when counted.earlier is null then 'first'
            when counted.risen + counted.fallen + counted.steady = 0 then 'silent'
            when counted.risen + counted.fallen > 0 then 'many'
            when counted.steady = counted.themes then 'none'
            else 'few'
        end as changed_form
    from counted
    inner join frameworks on counted.framework = frameworks.framework
    left join halves on counted.framework = halves.framework
    left join published_summaries
        on
            counted.framework = published_summaries.framework
            and counted.as_at = published_summaries.as_at
            and counted.area_code = published_summaries.area_code
    left join indicator_labels on counted.limited_by = indicator_labels.indicator
),

told as (
    select
        formed.framework,
        formed.as_at,
        formed.area_code,
        formed.headline_form,
        formed.headline_low_form,
        formed.headline_missing_form,
        formed.coverage_form,
        formed.strongest_form,
        formed.weakest_form,
        formed.changed_form,
        {
            'name': formed.name,
            'framework': formed.framework_title,
            'published': formed.published,
            'report': formed.report,
            'pieces': formed.pieces,
            'day': strftime(formed.as_at, '%-d %b %Y'),
            'earlier': formed.earlier,
            'used': formed.used,
            'possible': formed.possible,
            'themes': formed.themes,
            'assessed': formed.assessed,
            'missing': formed.themes - formed.assessed,
            'ready': formed.ready,
            'every': filled(
                wordings.words['headline_every.' || formed.headline_every_form],
                { 'themes': formed.themes }
            ),
            'half': filled(
                wordings.words['headline_half.' || formed.headline_half_form],
                { 'level': formed.half_level }
            ),
            'low': formed.low,
            'lowest_count': formed.lowest_count,
            'lowest_themes': formed.lowest_themes,
            'high': formed.high,
            'highest_count': formed.highest_count,
            'highest_themes': formed.highest_themes,
            'limit': formed.limit_title,
            'others': and_more(formed.others_as_weak),
            'steady': formed.steady,
            'changes': concat_ws(
                '; ',
                filled(
                    if(formed.risen > 0, wordings.words['changed_up.any'], null),
                    { 'moves': formed.risen_list }
                ),
                filled(
                    if(formed.fallen > 0, wordings.words['changed_down.any'], null),
                    { 'moves': formed.fallen_list }
                ),
                filled(
                    if(formed.steady > 0, wordings.words['changed_steady.any'], null),
                    { 'steady': formed.steady }
                )
            )
        } as facts
    from formed
    cross join wordings
),

-- One sentence after another, and the words joined last: all at once, or kept with every row, they
-- would take more memory than a step may have.
said as (
    select
        told.framework,
        told.as_at,
        told.area_code,
        0 as position,
        'headline' as kind,
        '' as heading,
        concat_ws(
            '; ',
            filled(wordings.words['headline.' || told.headline_form], told.facts),
            case
                when told.headline_form in ('all', 'many')
                    then filled(
                        wordings.words['headline_low.' || told.headline_low_form], told.facts
                    )
            end,
            case
                when told.headline_form in ('all', 'many')
                    then filled(
                        wordings.words['headline_missing.' || told.headline_missing_form],
                        told.facts
                    )
            end
        ) as sentence
    from told
    cross join wordings
    union all
    select
        told.framework,
        told.as_at,
        told.area_code,
        1 as position,
        'coverage' as kind,
        '' as heading,
        filled(wordings.words['coverage.' || told.coverage_form], told.facts) as sentence
    from told
    cross join wordings
    union all
    select
        told.framework,
        told.as_at,
        told.area_code,
        2 as position,
        'strongest' as kind,
        'Strongest' as heading,
        filled(wordings.words['strongest.' || told.strongest_form], told.facts) as sentence
    from told
    cross join wordings
    union all
    select
        told.framework,
        told.as_at,
        told.area_code,
        3 as position,
        'weakest' as kind,
        'Weakest' as heading,
        filled(wordings.words['weakest.' || told.weakest_form], told.facts) as sentence
    from told
    cross join wordings
    union all
    select
        told.framework,
        told.as_at,
        told.area_code,
        4 as position,
        'changed' as kind,
        'What changed' as heading,
        filled(wordings.words['changed.' || told.changed_form], told.facts) as sentence
    from told
    cross join wordings
)

select *
from said
order by framework, area_code, as_at, position
