-- title: What each indicator says of itself
-- params: indicators
-- note: With those that count how many were asked: how sure a figure of a sample is rests on them.

select *
from indicator_labels
where
    list_contains(cast($indicators as text[]), indicator)
    or indicator in (
        select asked_of.asked
        from indicator_labels as asked_of
        where list_contains(cast($indicators as text[]), asked_of.indicator)  -- noqa: RF02
    )
order by indicator
