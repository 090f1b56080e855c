-- title: How a theme's level changed and how sure it is, line by line
-- params: area_code, as_at, framework, theme
-- note: heading is where the line belongs.

with theme as (
    select
        judgement_changes.what_changed,
        judgement_changes.ruler_changed,
        judgement_changes.previous_as_at,
        judgement_changes.named_before,
        judgement_changes.before_by_these_rules,
        judgement_changes.now_by_former_rules,
        theme_levels.named,
        theme_levels.level_low,
        theme_levels.level_high,
        theme_levels.confidence,
        theme_levels.evidence_used,
        theme_levels.evidence_possible,
        theme_levels.missing,
        theme_levels.too_few,
        theme_rules.confidence as confidence_asked
    from theme_levels
    inner join theme_rules
        on
            theme_levels.framework = theme_rules.framework
            and theme_levels.theme = theme_rules.theme
    inner join frameworks
        on theme_levels.framework = frameworks.framework and frameworks.names_levels
    left join judgement_changes
        on
            theme_levels.framework = judgement_changes.framework
            and theme_levels.as_at = judgement_changes.as_at
            and theme_levels.area_code = judgement_changes.area_code
            and theme_levels.theme = judgement_changes.theme
    where
        theme_levels.framework = $framework
        and theme_levels.area_code = $area_code
        and theme_levels.as_at = cast($as_at as date)
        and theme_levels.theme = $theme
)

select
    'Did performance change, or the scoring rules?' as heading,
    unnest([
        'Last year, under last year’s rules', 'Last year, under this year’s rules',
        'Now, under last year’s rules', 'Now, under this year’s rules', 'So'
    ]) as name,
    unnest([
        coalesce('level ' || named_before, 'not assessed')
        || coalesce(' (' || strftime(previous_as_at, '%-d %b %Y') || ')', ''),
        coalesce('level ' || before_by_these_rules, 'not assessed'),
        coalesce('level ' || now_by_former_rules, 'not assessed'),
        coalesce('level ' || named, 'not assessed'),
        what_changed || case
            when ruler_changed then '' else ' (the rules are the same at both dates)'
        end
    ]) as said
from theme
where previous_as_at is not null
union all
select
    'How sure' as heading,
    unnest(['Level', 'Confidence', 'Evidence', 'Missing figures']) as name,
    unnest([
        coalesce(levels_named(level_low, level_high), 'not assessed'),
        coalesce(shown(least(floor(confidence), 99), 0) || '%', 'none')
        || ', ' || shown(confidence_asked, 0) || '% asked for',
        evidence_used || ' of ' || evidence_possible || ' indicators judged' || case
            when too_few > 0 then ', ' || too_few || ' with too few cases to judge' else ''
        end,
        case missing
            when 0 then 'none'
            else
                missing
                || ': each could be as low as the lowest level, so that leaving a figure out never '
                || 'raises a level'
        end
    ]) as said
from theme
