-- title: Each outcome against its comparison groups, its direction and where it is heading
-- params: area_code, as_at, framework
-- note: As assessment/outlook/outcome_prospects.sql.

select
    indicator,
    title,
    period_text,
    now_text,
    comparator_text,
    verdict,
    direction_text,
    relative_text,
    action_text,
    flag_text,
    heading
from outcome_prospects
where
    framework = $framework
    and area_code = $area_code
    and as_at = cast($as_at as date)
order by flag asc nulls last, is_concern desc, title asc
