-- title: Secondary schools with no agreement made beforehand in force
-- params: area_code, as_at
-- note: Counted as the indicator of secondaries with a prior agreement counts them.

with

secondaries as (
    select open_institutions.institution_id
    from open_institutions
    where
        open_institutions.area_code = $area_code
        and open_institutions.is_secondary
        and open_institutions.period_end = (
            select max(snapshots.period_end)
            from snapshots
            where snapshots.period_end <= cast($as_at as date)
        )
),

agreed as (
    select
        institution_id,
        bool_or(
            not made_in_concern and (ends_on is null or ends_on >= cast($as_at as date))
        ) as is_covered,
        bool_or(made_in_concern) as is_late,
        max(ends_on) as ended_on
    from concern_agreement_terms
    where area_code = $area_code and agreed_on <= cast($as_at as date)
    group by institution_id
),

open_concerns as (
    select distinct institution_id
    from concerns
    where
        area_code = $area_code
        and concern_on <= cast($as_at as date)
        and (ended_on is null or ended_on > cast($as_at as date))
)

select
    institutions.name,
    replace(institutions.institution_type, '_', ' ') as institution_type,
    case
        when agreed.institution_id is null then 'none was ever made'
        when agreed.is_late then 'made only after concern arose'
        else 'ended on ' || strftime(agreed.ended_on, '%-d %B %Y')
    end as why,
    case when open_concerns.institution_id is not null then 'causes concern now' else '' end
        as concern
from secondaries
inner join institutions on secondaries.institution_id = institutions.institution_id
left join agreed on secondaries.institution_id = agreed.institution_id
left join open_concerns on secondaries.institution_id = open_concerns.institution_id
where not coalesce(agreed.is_covered, false)
order by open_concerns.institution_id is null, institutions.name
