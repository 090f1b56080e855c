-- title: One partnership on the date, in a sentence and in facts
-- params: partnership, as_at

select *
from partnership_summaries
where partnership_id = $partnership and as_at = cast($as_at as date)
