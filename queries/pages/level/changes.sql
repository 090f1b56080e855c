-- title: Each theme last year and now, by the rules of either year
-- params: area_code, as_at, framework

select
    framework_themes.title,
    judgement_changes.previous_as_at,
    judgement_changes.ruler,
    judgement_changes.former_ruler,
    judgement_changes.ruler_changed,
    judgement_changes.level_before,
    judgement_changes.before_by_these_rules,
    judgement_changes.now_by_former_rules,
    judgement_changes.level,
    judgement_changes.what_changed
from judgement_changes
inner join framework_themes
    on
        judgement_changes.ruler = framework_themes.framework
        and judgement_changes.theme = framework_themes.theme
where
    judgement_changes.framework = $framework
    and judgement_changes.area_code = $area_code
    and judgement_changes.as_at = cast($as_at as date)
order by framework_themes.position
