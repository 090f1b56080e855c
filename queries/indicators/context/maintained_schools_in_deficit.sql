-- title: Maintained schools in deficit
-- question: How many of the schools this authority maintains are in deficit?
-- theme: context
-- kind: percentage
-- unit: % of maintained schools
-- per: 100
-- decimals: 1
-- least_difference: 5
-- polarity: lower_is_better
-- numerator: Maintained schools with a negative revenue balance at 31 March
-- denominator: Schools maintained by the authority at 31 March, nurseries, special schools and
--   pupil referral units included
-- counts: institutions
-- uncertainty: complete
-- period: financial_year
-- source: maintained_school_balances, demonstration
-- caveat: Academies are not in it, and schools that do worst may be those that have left. The
--   schools of the two authorities that followed Northamptonshire in 2021 are credited to
--   it in 2020.
-- owner: schools finance team
-- status: published

select
    area_code,
    period_end,
    schools_in_deficit as numerator,
    schools as denominator,
    percentage(schools_in_deficit, schools) as value,
    case
        when percentage(schools_in_deficit, schools) is null
            then coalesce(missing_reason, gap_reason(schools_in_deficit, schools))
    end as missing_reason,
    'final' as period_status
from maintained_schools
where phase = 'all'
