-- title: What each post costs
-- grain: one row for each post
-- private: the cost of a single post is what one person earns; read coordination

select
    post_id,
    annual_cost,
    annual_cost__missing
from stg_posts__register
