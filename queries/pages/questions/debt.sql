-- title: Gaps in evidence, one by one
-- params: area_code, as_at, framework, sorted_by
-- note: sorted_by is due (the day), kind, owner or theme.

select
    evidence_gaps.kind,
    framework_themes.theme,
    framework_themes.title as theme_title,
    framework_questions.title as question_title,
    evidence_gaps.indicator,
    evidence_gaps.title,
    evidence_gaps.said,
    coalesce(evidence_gaps.owner, 'nobody yet') as owner,
    evidence_gaps.due_on,
    evidence_gaps.due_is
from evidence_gaps
inner join framework_themes
    on
        evidence_gaps.framework = framework_themes.framework
        and evidence_gaps.theme = framework_themes.theme
left join framework_questions
    on
        evidence_gaps.framework = framework_questions.framework
        and evidence_gaps.question = framework_questions.question
where
    evidence_gaps.framework = $framework
    and evidence_gaps.area_code = $area_code
    and evidence_gaps.as_at = cast($as_at as date)
order by
    case $sorted_by
        when 'due' then strftime(evidence_gaps.due_on, '%Y-%m-%d')
        when 'owner' then coalesce(evidence_gaps.owner, '')
        when 'theme' then ''
    end,
    case
        when $sorted_by <> 'theme'
            then
                list_position(
                    ['contradictory', 'missing', 'stale', 'thin', 'undocumented', 'hidden'],
                    evidence_gaps.kind
                )
    end,
    framework_themes.position,
    evidence_gaps.title
