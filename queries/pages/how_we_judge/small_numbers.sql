-- title: What is hidden because few people stand behind it

select
    who,
    string_agg(source, ', ' order by source) as sources,
    any_value(hidden) as hidden
from small_number_rules
group by position, who
order by position
