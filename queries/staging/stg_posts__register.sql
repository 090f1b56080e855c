-- title: Posts that lead or administer a partnership
-- grain: one row for each post
-- source: posts
-- note: Cost in pounds a year, full-time equivalents as a number.

select
    post_id,
    partnership_id,
    post,
    fte,
    paid_by,
    annual_cost,
    annual_cost__missing,
    started_on,
    ended_on,
    funding_line_id,
    source_line
from source_posts__register
