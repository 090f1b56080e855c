-- title: What the judgement does not tell

select
    heading as what,
    words as why
from method_texts
where part = 'silence'
order by position
