-- title: Institutions of an authority that is to end, by the authority they go to
-- grain: one row for each institution and assessment date before the reorganisation
-- note: By the locality in the register of institutions. One whose locality is blank, or on no
--   list, is not_placed.

with ending as (
    select
        predecessor_code,
        min(starts_on) as starts_on
    from future_authorities
    group by predecessor_code
)

select
    assessment_dates.as_at,
    open_institutions.area_code,
    open_institutions.institution_id,
    open_institutions.phase,
    open_institutions.locality,
    coalesce(future_localities.authority, 'not_placed') as authority
from assessment_dates
inner join open_institutions on assessment_dates.as_at = open_institutions.period_end
inner join ending
    on
        open_institutions.area_code = ending.predecessor_code
        and assessment_dates.as_at < ending.starts_on
left join future_localities
    on
        open_institutions.area_code = future_localities.predecessor_code
        and lower(trim(open_institutions.locality)) = future_localities.locality
order by open_institutions.area_code, assessment_dates.as_at, open_institutions.institution_id
