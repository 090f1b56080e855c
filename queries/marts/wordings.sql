-- title: Sentences of pages, to be filled in
-- grain: one row
-- note: words is a map, from a finding and its form (`headline.many`) to its template. A template
--   is filled in by the macro `filled`: {name} is a fact, {n:theme|themes} goes by the fact n.

select
    map(
        list(finding || '.' || form order by finding, form),
        list(template order by finding, form)
    ) as words
from stg_text__findings
