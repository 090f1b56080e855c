-- title: Pupils behind the rates of exclusion that are published without counts
-- grain: one row for each authority and school year in which exactly one number of pupils fits
-- private: counts of people, worked out; read figures
-- note: Not published: worked out. Three rates of the same pupils (permanent exclusions,
--   suspensions, pupils suspended) are given to five decimals; pupils is the only whole number
--   within 15 % of the pupils usually counted since 2016 for which all three are whole numbers of
--   events. Where none or more than one fits, as in the largest authorities, there is no row. Held
--   against the publisher's own counts by the check counts_behind_rates_differ.

with rates as (
    select
        area_code,
        period_end,
        max(value) filter (where measure = 'TotPermEx') as permanent,
        max(value) filter (where measure = 'TotFixedEx') as suspensions,
        max(value) filter (where measure = 'Total_ Pup_FixedEx') as suspended
    from stg_lait__values
    where measure in ('TotPermEx', 'TotFixedEx', 'Total_ Pup_FixedEx') and value is not null
    group by area_code, period_end
    having permanent is not null and suspensions > 0 and suspended > 0
),

counted as (
    select
        area_code,
        period_end,
        pupils
    from stg_exclusions__rates
    where school_type = 'Total' and pupils > 0
    union all
    select
        area_code,
        period_end,
        sum(all_enrolments) as pupils
    from stg_pupil_attendance__years
    where phase in ('primary', 'secondary', 'special') and area_code is not null
    group by area_code, period_end
    having count(all_enrolments) = count(*)
),

-- A middle of several years: a file of 2022/23 counts some authorities' pupils twice.
usual as (
    select
        area_code,
        median(pupils) as near
    from counted
    where period_end >= date '2016-08-31'
    group by area_code
),

bounded as (
    select
        rates.*,
        usual.near
    from rates
    inner join usual on rates.area_code = usual.area_code
    inner join areas on rates.area_code = areas.area_code and areas.area_type = 'authority'
),

-- Each whole number of pupils suspended gives a few numbers of pupils.
tried as (
    select
        *,
        unnest(
            range(
                cast(ceil(percentage_of(suspended, near * 0.85)) as bigint),
                cast(floor(percentage_of(suspended, near * 1.15)) as bigint) + 1
            )
        ) as events
    from bounded
),

fitting as (
    select distinct
        area_code,
        period_end,
        permanent,
        suspensions,
        suspended,
        unnest(
            range(
                cast(ceil(percentage(events, suspended + 0.000005)) as bigint),
                cast(floor(percentage(events, suspended - 0.000005)) as bigint) + 1
            )
        ) as pupils
    from tried
)

select
    area_code,
    period_end,
    any_value(pupils) as pupils
from fitting
where
    abs(percentage(round(percentage_of(suspensions, pupils)), pupils) - suspensions) < 0.0000051
    and abs(percentage(round(percentage_of(permanent, pupils)), pupils) - permanent) < 0.0000051
    and abs(percentage(round(percentage_of(suspended, pupils)), pupils) - suspended) < 0.0000051
group by area_code, period_end
having count(*) = 1
