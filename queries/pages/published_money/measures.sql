-- title: Measures of published money that can be compared
-- params: as_at

select
    measure as code,
    title as label
from school_money
where value is not null and period_end <= cast($as_at as date)
group by measure, title, position
order by position
