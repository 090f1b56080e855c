-- title: What limits each theme below the top, and the smallest changes that would lift it
-- params: area_code, as_at, framework
-- note: role: every one that is needed, then any one of, or all together. As
--   assessment/outlook/move_sentences.sql.

select
    theme as id,
    theme_title,
    step,
    role,
    indicator,
    title,
    numerator_words,
    seen_among,
    neighbours_seen,
    seen,
    now_text,
    to_text,
    change_text,
    earliest_text,
    heading
from move_sentences
where
    framework = $framework
    and area_code = $area_code
    and as_at = cast($as_at as date)
order by position, role, title
