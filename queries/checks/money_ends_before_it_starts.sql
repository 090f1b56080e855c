-- title: A period of money ends after it starts
-- severity: warning
-- fix: Correct the period in funding
-- note: We cannot know to which year the money belongs
-- about: funding

select
    funding.area_code,
    funding.line_id,
    funding.period_start,
    funding.period_end
from funding
where funding.period_end < funding.period_start
