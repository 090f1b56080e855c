-- title: Kinds of seat a schools forum must have where there are such schools, as rows of seats
-- params: area_code
-- note: Schools Forums (England) Regulations 2012, regulations 4 to 7. How many of each, and since
--   when, the authority gives. Without a list of all schools here no kind of school is offered.

with kinds (seat_id, sector, phase) as (
    values
    ('schools_forum_primary', 'primary', 'primary'),
    ('schools_forum_secondary', 'secondary', 'secondary'),
    ('schools_forum_nursery', 'nursery', 'nursery'),
    ('schools_forum_special', 'special', 'special'),
    ('schools_forum_pupil_referral_unit', 'other', 'pupil_referral_unit')
),

required as (
    select
        seat_id,
        sector
    from kinds
    where
        phase in (
            select listed_schools.phase
            from listed_schools
            where
                listed_schools.area_code = $area_code
                and listed_schools.status = 'open'
                and listed_schools.institution_type not in ('academy', 'free_school')
        )
    union all
    select
        'schools_forum_academies' as seat_id,
        'other' as sector
    where
        exists (
            select 1
            from listed_schools
            where
                listed_schools.area_code = $area_code
                and listed_schools.status = 'open'
                and listed_schools.institution_type in ('academy', 'free_school')
        )
    union all
    select
        'schools_forum_16_to_19' as seat_id,
        'college' as sector
    union all
    select
        'schools_forum_early_years' as seat_id,
        'nursery' as sector
)

select
    seat_id,
    'schools_forum' as forum_id,
    sector,
    'Schools Forums (England) Regulations 2012' as offered_from
from required
order by seat_id
