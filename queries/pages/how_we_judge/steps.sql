-- title: The method in plain words, as the SQL that does it says of itself

with steps (position, name) as (
    values
    (1, 'figures'), (2, 'small_numbers'), (3, 'comparisons'), (4, 'directions'),
    (5, 'evidence'), (6, 'theme_levels'), (7, 'prospects'), (8, 'theme_robustness')
)

select
    titles.value as title,
    notes.value as note
from steps
inner join labels as titles
    on steps.name = titles.name and titles.layer = 'assessment' and titles.key = 'title'
inner join labels as notes
    on steps.name = notes.name and notes.layer = 'assessment' and notes.key = 'note'
order by steps.position
