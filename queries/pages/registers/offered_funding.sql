-- title: Published lines of money that may pay for partnership, as rows of funding to complete
-- params: area_code
-- note: The central block of the Dedicated Schools Grant is the only one that may pay for work
--   between schools; the lines of the section 251 outturn are those that pay for work with others.
--   How much of a line does so, and for what, the authority gives: no whole line is money for
--   partnerships.

with lines (measure, line, stream, said) as (
    values
    (
        'central_share', 'dsg_central', 'dedicated_schools_grant',
        'Dedicated Schools Grant allocations: the central block'
    ),
    (
        'family_support_share', 's251_family_support', 'authority_budget',
        'Section 251 outturn: family support'
    ),
    (
        'childrens_centres_share', 's251_childrens_centres', 'authority_budget',
        'Section 251 outturn: children’s centres and early years'
    ),
    (
        'young_people_share', 's251_young_people', 'authority_budget',
        'Section 251 outturn: services for young people'
    ),
    (
        'youth_justice_share', 's251_youth_justice', 'authority_budget',
        'Section 251 outturn: youth justice'
    )
)

select
    lines.line || '_' || strftime(school_money.period_end, '%Y') as line_id,
    school_money.area_code,
    strftime(school_money.period_end - interval 1 year + interval 1 day, '%Y-%m-%d')
        as period_start,
    strftime(school_money.period_end, '%Y-%m-%d') as period_end,
    lines.stream,
    'retained' as route,
    concat(
        lines.said, ' of the year to 31 March ', strftime(school_money.period_end, '%Y'), ' is £',
        format('{:,}', cast(round(school_money.amount) as bigint))
    ) as offered_from
from school_money
inner join lines on school_money.measure = lines.measure
where
    school_money.area_code = $area_code
    and school_money.amount > 0
qualify
    row_number() over (partition by school_money.measure order by school_money.period_end desc) = 1
order by line_id
