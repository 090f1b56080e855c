-- title: Circumstances of each authority, by which areas may be compared
-- grain: one row for each authority, circumstance and day
-- gate: shares of a whole authority, as published or of at least 1,000 pupils or 10 institutions
-- note: What the data loaded holds: shares that the publisher gives, and what the register of
--   institutions gives where it is kept (as it is, so without a day). They are not the
--   variables of the model of statistical neighbours, which no source loaded holds.

with published as (
    select
        area_code,
        case measure
            when 'PriFSM' then 'meals_primary'
            when 'SecFSM' then 'meals_secondary'
            when 'EALPri' then 'language_primary'
            when 'EALSec' then 'language_secondary'
        end as circumstance,
        period_end,
        value
    from stg_lait__values
    where measure in ('PriFSM', 'SecFSM', 'EALPri', 'EALSec') and value is not null
),

kept as (
    select
        institution_pupils.area_code,
        count(*) as institutions,
        count(*) filter (where institutions.phase in ('secondary', 'all_through')) as secondaries,
        sum(institution_pupils.pupils) as pupils,
        sum(institution_pupils.pupils) filter (
            where institution_pupils.pupils_eligible_fsm is not null
        ) as pupils_told,
        sum(institution_pupils.pupils_eligible_fsm) filter (
            where institution_pupils.pupils is not null
        ) as eligible
    from institution_pupils
    inner join institutions
        on institution_pupils.institution_id = institutions.institution_id
    where institutions.closed_on is null
    group by institution_pupils.area_code
),

registered as (
    select
        area_code,
        unnest(['pupils', 'meals', 'secondaries']) as circumstance,
        cast(null as date) as period_end,
        unnest([
            case when pupils >= 1000 then round(pupils, -2) end,
            case
                when pupils_told >= 1000 then as_displayed(percentage(eligible, pupils_told), 1)
            end,
            case
                when institutions >= 10 then as_displayed(percentage(secondaries, institutions), 1)
            end
        ]) as value
    from kept
)

select *
from published
union all
select *
from registered
where value is not null
order by area_code, circumstance, period_end
