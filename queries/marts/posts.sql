-- title: Posts
-- grain: one row for each post

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
    funding_line_id
from stg_posts__register
