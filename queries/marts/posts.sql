-- title: Posts
-- grain: one row for each post
-- note: What a post costs is in post_costs, which is private.

select
    post_id,
    partnership_id,
    post,
    fte,
    paid_by,
    started_on,
    ended_on,
    funding_line_id
from stg_posts__register
