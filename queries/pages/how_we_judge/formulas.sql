-- title: The formulas, and whose they are
-- note: The arithmetic itself is in queries/macros.sql, the only file that divides.

select
    heading as name,
    words as formula,
    source
from method_texts
where part = 'formula'
order by position
