-- title: Money lasts as long as the period it is budgeted for
-- severity: warning
-- fix: Correct the end of the grant in funding, or split the line where the grant ends
-- note: Money is counted on after its grant has ended, or the end of the grant is wrong
-- about: funding

select
    funding.area_code,
    funding.line_id,
    funding.partnership_id,
    funding.stream,
    funding.period_end,
    funding.grant_ends_on
from funding
where funding.grant_ends_on < funding.period_end
