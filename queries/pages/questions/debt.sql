-- title: Evidence owed, piece by piece
-- params: area_code, as_at, framework, sorted_by
-- note: sorted_by is due (the day), kind, owner or theme.

select
    evidence_debt.kind,
    framework_themes.theme,
    framework_themes.title as theme_title,
    framework_questions.title as question_title,
    evidence_debt.indicator,
    evidence_debt.title,
    evidence_debt.said,
    coalesce(evidence_debt.owner, 'nobody yet') as owner,
    evidence_debt.due_on,
    evidence_debt.due_is
from evidence_debt
inner join framework_themes
    on
        evidence_debt.framework = framework_themes.framework
        and evidence_debt.theme = framework_themes.theme
left join framework_questions
    on
        evidence_debt.framework = framework_questions.framework
        and evidence_debt.question = framework_questions.question
where
    evidence_debt.framework = $framework
    and evidence_debt.area_code = $area_code
    and evidence_debt.as_at = cast($as_at as date)
order by
    case $sorted_by
        when 'due' then strftime(evidence_debt.due_on, '%Y-%m-%d')
        when 'owner' then coalesce(evidence_debt.owner, '')
        when 'theme' then ''
    end,
    case
        when $sorted_by <> 'theme'
            then
                list_position(
                    ['contradictory', 'missing', 'stale', 'thin', 'undocumented', 'hidden'],
                    evidence_debt.kind
                )
    end,
    framework_themes.position,
    evidence_debt.title
