-- title: How many schools cause concern, with what agreement and help, in a sentence
-- grain: one row for each authority and assessment date
-- note: is_recorded: something of this authority is in the registers by that day. Recent cases
--   are open, or ended in the three years to it.

with cases as (
    select
        dated_areas.as_at,
        dated_areas.area_code,
        count(*) as cases,
        count(*) filter (
            where concerns.ended_on is null
            or concerns.ended_on > dated_areas.as_at - interval 3 year
        ) as recent,
        count(*) filter (
            where concerns.agreement = 'before'
            and (
                concerns.ended_on is null
                or concerns.ended_on > dated_areas.as_at - interval 3 year
            )
        ) as recent_agreed
    from dated_areas
    inner join concerns
        on
            dated_areas.area_code = concerns.area_code
            and dated_areas.as_at >= concerns.concern_on
    group by dated_areas.as_at, dated_areas.area_code
),

counted as (
    select
        dated_areas.as_at,
        dated_areas.area_code,
        count(distinct concerns.institution_id) as schools,
        count(distinct concerns.institution_id) filter (
            where concerns.agreement = 'before'
        ) as agreed,
        count(distinct concerns.institution_id) filter (
            where concerns.partnership_id is not null
        ) as helped,
        min(concerns.concern_on) as since
    from dated_areas
    inner join concerns
        on
            dated_areas.area_code = concerns.area_code
            and dated_areas.as_at >= concerns.concern_on
            and (concerns.ended_on is null or dated_areas.as_at < concerns.ended_on)
    group by dated_areas.as_at, dated_areas.area_code
),

agreements as (
    select
        area_code,
        min(agreed_on) as first_on
    from concern_agreement_terms
    group by area_code
),

facts as (
    select
        dated_areas.as_at,
        dated_areas.area_code,
        dated_areas.name,
        cases.cases is not null
        or coalesce(dated_areas.as_at >= agreements.first_on, false) as is_recorded,
        coalesce(cases.recent, 0) as recent,
        coalesce(cases.recent_agreed, 0) as recent_agreed,
        coalesce(counted.schools, 0) as schools,
        counted.agreed,
        counted.helped,
        counted.since
    from dated_areas
    left join cases
        on dated_areas.as_at = cases.as_at and dated_areas.area_code = cases.area_code
    left join counted
        on dated_areas.as_at = counted.as_at and dated_areas.area_code = counted.area_code
    left join agreements on dated_areas.area_code = agreements.area_code
)

select
    area_code,
    as_at,
    is_recorded,
    'Of ' || recent || case recent when 1 then ' case' else ' cases' end || ' in three years, '
    || case
        when recent_agreed = 0 then 'none'
        when recent_agreed = recent then 'all'
        else cast(recent_agreed as varchar)
    end
    || ' began under an agreement made before' as title,
    case
        when not is_recorded then 'Schools causing concern in ' || name || ' are not known'
        when schools = 0 then 'No school in ' || name || ' is recorded as causing concern'
        when schools = 1
            then
                '1 school in ' || name || ' is causing concern, '
                || case agreed when 1 then 'with' else 'without' end
                || ' an agreement made before and '
                || case helped when 1 then 'with' else 'without' end || ' a partnership’s help'
        else
            schools || ' schools in ' || name || ' are causing concern: '
            || case agreed when 0 then 'none' when schools then 'all' else cast(agreed as varchar)
            end
            || ' had an agreement made before, '
            || case helped when 0 then 'none' when schools then 'all' else cast(helped as varchar)
            end
            || case when helped = 1 then ' has' else ' have' end || ' a partnership’s help'
    end as headline,
    case
        when not is_recorded then ''
        else
            'As at ' || strftime(as_at, '%-d %B %Y')
            || case
                when schools > 0 then ' · the longest since ' || strftime(since, '%-d %B %Y')
                else ''
            end
            || ' · by the authority’s own register'
    end as below
from facts
order by area_code, as_at
