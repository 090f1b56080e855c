-- title: What is the framework's and what is this product's own, and what was read of it
-- params: framework

select
    note
    || coalesce(
        ' Source: '
        || concat_ws(', dated ', source, strftime(source_date, '%-d %b %Y'))
        || '.', ''
    ) as said
from frameworks
where framework = $framework
