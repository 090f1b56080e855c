-- title: Published money for schools and children, as figures that can be compared
-- grain: one row for each measure, area and financial year
-- note: Of the Dedicated Schools Grant before recoupment, of the outturn of the authority, and of
--   its section 251 outturn as the Local Authority Interactive Tool gives it, without the money of
--   schools. What a measure counts is in `counted`. Rates of regions and the country are sum over
--   sum. The roll is that of the January in the financial year. An authority that did not exist in
--   the first year loaded has no change since then.

with wide as (
    select
        area_code,
        period_end,
        max(amount) filter (where block = 'total') as total,
        max(amount) filter (where block = 'schools') as schools,
        max(amount) filter (where block = 'central') as central,
        max(amount) filter (where block = 'high_needs') as high_needs,
        max(missing_reason) as missing_reason
    from dedicated_schools_grant
    where recoupment = 'before'
    group by area_code, period_end
),

grants as (
    select
        wide.*,
        rolls.pupils,
        first_year.total as first_total
    from wide
    left join wide as first_year
        on
            wide.area_code = first_year.area_code
            and first_year.period_end = (select min(every.period_end) from wide as every)
    left join rolls
        on wide.area_code = rolls.area_code and year(wide.period_end) = year(rolls.period_end)
),

-- Lines of the section 251 outturn that pay for work with others, as parts of all it spent on
-- children and young people outside schools.
section_251 as (
    select
        case parts.measure
            when 'FamilySupportFinance' then 'family_support_share'
            when 'SureStartFinance' then 'childrens_centres_share'
            when 'YoungPeopleFinance' then 'young_people_share'
            else 'youth_justice_share'
        end as measure,
        parts.area_code,
        parts.period_end,
        parts.value as amount,
        parts.value__missing as missing_reason,
        wholes.value as whole
    from stg_lait__values as parts
    left join stg_lait__values as wholes
        on
            parts.area_code = wholes.area_code
            and parts.period_end = wholes.period_end
            and wholes.measure = 'C&YPExpenditure'
    where
        parts.measure in (
            'FamilySupportFinance', 'SureStartFinance', 'YoungPeopleFinance', 'YouthJusticeFinance'
        )
),

measured as (
    select
        'central_share' as measure,
        area_code,
        period_end,
        percentage(central, total) as value,
        central as amount,
        missing_reason
    from grants
    union all
    select
        'schools_share' as measure,
        area_code,
        period_end,
        percentage(schools, total) as value,
        schools as amount,
        missing_reason
    from grants
    union all
    select
        'high_needs_share' as measure,
        area_code,
        period_end,
        percentage(high_needs, total) as value,
        high_needs as amount,
        missing_reason
    from grants
    union all
    select
        'grant_per_pupil' as measure,
        area_code,
        period_end,
        quotient(total, pupils) as value,
        total as amount,
        missing_reason
    from grants
    where pupils is not null
    union all
    select
        'grant_growth' as measure,
        area_code,
        period_end,
        percentage(total, first_total) - 100 as value,
        total as amount,
        coalesce(missing_reason, case when first_total is null then 'not_applicable' end)
            as missing_reason
    from grants
    union all
    select
        'education_share' as measure,
        area_code,
        period_end,
        percentage(education_net, total_net) as value,
        education_net as amount,
        missing_reason
    from revenue_outturn
    union all
    select
        'social_care_share' as measure,
        area_code,
        period_end,
        percentage(children_social_care_net, total_net) as value,
        children_social_care_net as amount,
        missing_reason
    from revenue_outturn
    union all
    select
        measure,
        area_code,
        period_end,
        percentage(amount, whole) as value,
        amount,
        missing_reason
    from section_251
),

described (measure, position, title, unit, decimals, counted) as (
    values
    (
        'central_share', 1, 'Central block of the grant', '% of the grant', 2,
        'Retained: money for central services of the authority'
    ),
    (
        'schools_share', 2, 'Schools block of the grant', '% of the grant', 1,
        'Delegated: the budgets of schools by formula, academies included'
    ),
    (
        'high_needs_share', 3, 'High needs block of the grant', '% of the grant', 1,
        'Partly delegated, partly retained: the source does not separate them'
    ),
    (
        'grant_per_pupil', 4, 'Grant per pupil', '£ a year for each pupil on roll', 0,
        'All blocks; by what route they go is not counted here'
    ),
    (
        'grant_growth', 5, 'Change of the grant since the first year loaded', '%', 1,
        'All blocks; by what route they go is not counted here'
    ),
    (
        'education_share', 6, 'Education in the spending of the authority',
        '% of net spending on services', 1,
        'Delegated, devolved and retained together, maintained schools only'
    ),
    (
        'social_care_share', 7, 'Children’s social care in the spending of the authority',
        '% of net spending on services', 1, 'Not money for schools'
    ),
    (
        'family_support_share', 8, 'Family support in spending on children and young people',
        '% of gross spending on children and young people', 1,
        'Short breaks, targeted and universal family support; not money for schools'
    ),
    (
        'childrens_centres_share', 9,
        'Children’s centres and early years in spending on children and young people',
        '% of gross spending on children and young people', 1,
        'Children’s centres and early years, not the free places; not money for schools'
    ),
    (
        'young_people_share', 10,
        'Services for young people in spending on children and young people',
        '% of gross spending on children and young people', 1,
        'Youth work, and support to take part in education or training; not money for schools'
    ),
    (
        'youth_justice_share', 11, 'Youth justice in spending on children and young people',
        '% of gross spending on children and young people', 1,
        'Teams of the authority, police, probation and health; not money for schools'
    )
)

select
    measured.measure,
    described.position,
    described.title,
    described.unit,
    described.decimals,
    described.counted,
    measured.area_code,
    areas.area_type,
    measured.period_end,
    measured.value,
    measured.amount,
    case
        when measured.value is null then coalesce(measured.missing_reason, 'not_available')
    end as missing_reason
from measured
inner join described on measured.measure = described.measure
inner join areas on measured.area_code = areas.area_code
order by measured.area_code, measured.measure, measured.period_end
