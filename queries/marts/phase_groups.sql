-- title: Phases that are looked at together, and the indicator of each
-- grain: one row for each group of phases, the last of which holds every phase
-- note: Secondaries come first, as in the article. Where no registers are loaded, the indicator is
--   what the schools register knows.

with loaded as (
    select count(*) > 0 as is_loaded
    from partnerships
)

select
    listed.place,
    listed.code,
    listed.label,
    listed.plural,
    case when loaded.is_loaded then listed.own else listed.published end as indicator,
    loaded.is_loaded
from (
    values
    (
        'secondary', 'Secondary and all-through', 'secondary schools',
        'secondaries_in_a_partnership', 'secondaries_in_a_trust_or_federation', 1
    ),
    (
        'primary', 'Primary', 'primary schools',
        'primaries_in_a_partnership', 'schools_in_a_federation', 2
    ),
    (
        'special', 'Special', 'special schools',
        'special_schools_in_a_partnership', 'schools_in_a_federation', 3
    ),
    (
        'unit', 'Colleges and pupil referral units', 'colleges and pupil referral units',
        'colleges_and_units_in_a_partnership', 'schools_in_a_federation', 4
    ),
    (
        'all', 'Every phase', 'institutions',
        'institutions_in_a_partnership', 'schools_in_a_federation', 5
    )
) as listed (code, label, plural, own, published, place)
cross join loaded
order by listed.place
