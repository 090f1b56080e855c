-- title: The method as papers give it

select
    heading,
    words
from method_texts
where part = 'paper'
order by position
