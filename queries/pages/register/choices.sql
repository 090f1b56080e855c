-- title: What the register can be filtered by
-- params: area_code, as_at
-- note: The first of each is all. Kinds are those on the list of the day, and those recorded here.

with filters as (
    select listed.*
    from (
        values
        (1, 'kind', 'Kind', 'Every kind'),
        (2, 'phase', 'Phase of a member', 'Every phase'),
        (3, 'age', 'Age', 'Every age'),
        (4, 'agreement', 'Agreement', 'With or without'),
        (5, 'review', 'Last review', 'Whenever')
    ) as listed (position, filter, heading, everything)
),

offered as (
    select
        'kind' as filter,
        kind as code,
        title as label,
        row_number() over (order by title) as place
    from partnership_kinds
    where
        (
            (in_use_from is null or in_use_from <= cast($as_at as date))
            and (in_use_to is null or in_use_to >= cast($as_at as date))
        )
        or kind in (
            select partnership_states.kind
            from partnership_states
            where
                partnership_states.area_code = $area_code
                and partnership_states.period_end = cast($as_at as date)
        )
    union all
    select listed.*
    from (
        values
        ('phase', 'nursery', 'Nursery', 1),
        ('phase', 'primary', 'Primary', 2),
        ('phase', 'secondary', 'Secondary', 3),
        ('phase', 'all_through', 'All-through', 4),
        ('phase', 'special', 'Special', 5),
        ('phase', 'pupil_referral_unit', 'Pupil referral unit', 6),
        ('phase', 'college', 'College', 7),
        ('age', 'under_1', 'Under a year old', 1),
        ('age', 'under_3', '1 to 3 years old', 2),
        ('age', 'over_3', '3 years or older', 3),
        ('agreement', 'in_force', 'In force', 1),
        ('agreement', 'ends_soon', 'Ends within a year', 2),
        ('agreement', 'none', 'Nothing in force', 3),
        ('review', 'recent', 'In the last year', 1),
        ('review', 'older', 'Longer ago', 2),
        ('review', 'never', 'Nothing recorded', 3)
    ) as listed (filter, code, label, place)
    union all
    select
        filters.filter,
        'all' as code,
        filters.everything as label,
        0 as place
    from filters
)

select
    filters.filter,
    filters.heading,
    offered.code,
    offered.label
from offered
inner join filters on offered.filter = filters.filter
order by filters.position, offered.place
