-- title: Devolved money per pupil
-- question: How much of the money for partnership is passed on, for each pupil?
-- theme: devolution
-- kind: amount
-- unit: £ a year for each pupil
-- per: 1
-- decimals: 2
-- polarity: neutral
-- numerator: Money for partnership devolved (passed on with conditions) in the financial year
--   that ended last, in pounds: outturn, else budget
-- denominator: Pupils on roll in the open schools of the authority in its register of
--   institutions, colleges left out; today's roll, as the register keeps no earlier one
-- counts: pounds
-- period: date
-- source: funding, institutions
-- caveat: The sum beside the share: an authority with much money passes on much. Where one line's
--   sum or one school's roll is unknown there is no figure. What a grant's terms force to be
--   passed on counts too.
-- owner: partnerships team
-- checked_by: performance team
-- reviewed: 2026-11-23
-- next_review: 2027-11-23
-- status: published

with year_lines as (
    select
        area_snapshots.area_code,
        area_snapshots.period_end,
        funding.route,
        funding.spent,
        funding.spent_missing
    from area_snapshots
    inner join funding
        on
            area_snapshots.area_code = funding.area_code
            and area_snapshots.period_end >= funding.period_end
            and funding.period_end > area_snapshots.period_end - interval 1 year
    where funding.route in ('devolved', 'retained')
),

pupils as (
    select
        open_institutions.area_code,
        open_institutions.period_end,
        case
            when count(institution_pupils.pupils) = count(*) then sum(institution_pupils.pupils)
        end as pupils
    from open_institutions
    inner join institution_pupils
        on open_institutions.institution_id = institution_pupils.institution_id
    where open_institutions.phase <> 'college'
    group by open_institutions.area_code, open_institutions.period_end
),

summed as (
    select
        area_snapshots.area_code,
        area_snapshots.period_end,
        case
            when
                count(year_lines.route) > 0
                and count(year_lines.route) = count(year_lines.spent)
                then coalesce(sum(year_lines.spent) filter (where year_lines.route = 'devolved'), 0)
        end as numerator,
        max(year_lines.spent_missing) as spent_missing
    from area_snapshots
    left join year_lines
        on
            area_snapshots.area_code = year_lines.area_code
            and area_snapshots.period_end = year_lines.period_end
    group by area_snapshots.area_code, area_snapshots.period_end
),

counted as (
    select
        summed.area_code,
        summed.period_end,
        summed.numerator,
        pupils.pupils as denominator,
        summed.spent_missing
    from summed
    left join pupils
        on summed.area_code = pupils.area_code and summed.period_end = pupils.period_end
)

select
    area_code,
    period_end,
    numerator,
    denominator,
    quotient(numerator, denominator) as value,
    coalesce(spent_missing, gap_reason(numerator, denominator)) as missing_reason,
    'final' as period_status
from counted
