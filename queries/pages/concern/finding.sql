-- title: How many schools cause concern, with what agreement and help, in a sentence
-- params: area_code, as_at
-- note: is_recorded: something of this authority stands in the registers by that day.

with

open_cases as (
    select *
    from concerns
    where
        area_code = $area_code
        and concern_on <= cast($as_at as date)
        and (ended_on is null or ended_on > cast($as_at as date))
),

counted as (
    select
        count(distinct institution_id) as schools,
        count(distinct institution_id) filter (where agreement = 'before') as agreed,
        count(distinct institution_id) filter (where partnership_id is not null) as helped,
        count(distinct institution_id)
        - count(distinct institution_id) filter (where partnership_id is not null) as alone,
        min(concern_on) as since
    from open_cases
),

recent as (
    select
        count(*) as cases,
        count(*) filter (where agreement = 'before') as agreed
    from concerns
    where
        area_code = $area_code
        and concern_on <= cast($as_at as date)
        and (ended_on is null or ended_on > cast($as_at as date) - interval 3 year)
),

recorded as (
    select
        (
            select count(*) from concerns
            where area_code = $area_code and concern_on <= cast($as_at as date)
        ) + (
            select count(*) from concern_agreement_terms
            where area_code = $area_code and agreed_on <= cast($as_at as date)
        ) as rows
)

select
    recorded.rows > 0 as is_recorded,
    counted.schools,
    'Of ' || recent.cases || case recent.cases when 1 then ' case' else ' cases' end
    || ' in three years, '
    || case
        when recent.agreed = 0 then 'none'
        when recent.agreed = recent.cases then 'all'
        else cast(recent.agreed as varchar)
    end
    || ' began under an agreement made before' as title,
    case
        when recorded.rows = 0 then 'Schools causing concern in ' || areas.name || ' are not known'
        when counted.schools = 0
            then 'No school in ' || areas.name || ' is recorded as causing concern'
        when counted.schools = 1
            then
                'One school in ' || areas.name || ' causes concern, '
                || case counted.agreed when 1 then 'with' else 'without' end
                || ' an agreement made before and '
                || case counted.helped when 1 then 'with' else 'without' end
                || ' a partnership’s help'
        else
            counted.schools || ' schools in ' || areas.name || ' cause concern: '
            || case
                when counted.agreed = 0 then 'none' when counted.agreed = counted.schools then 'all'
                else cast(counted.agreed as varchar)
            end
            || ' had an agreement made before, '
            || case
                when counted.helped = 0 then 'none' when counted.helped = counted.schools then 'all'
                else cast(counted.helped as varchar)
            end
            || case when counted.helped = 1 then ' has' else ' have' end || ' a partnership’s help'
    end as headline,
    case
        when recorded.rows = 0 then ''
        else
            'As at ' || strftime(cast($as_at as date), '%-d %B %Y')
            || case
                when counted.schools > 0
                    then ' · the longest since ' || strftime(counted.since, '%-d %B %Y')
                else ''
            end
            || ' · by the authority’s own register'
    end as below
from counted
cross join recorded
cross join recent
inner join areas on areas.area_code = $area_code
