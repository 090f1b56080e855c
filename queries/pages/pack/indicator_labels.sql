-- title: What each indicator says of itself
-- params: indicators

select *
from indicator_labels
where list_contains(cast($indicators as text[]), indicator)
order by indicator
