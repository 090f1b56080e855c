-- title: Each post is of a partnership in the register
-- severity: warning
-- fix: Add the partnership to the register of partnerships, or correct its number here
-- note: The post counts for no partnership, and the help given is understated
-- about: posts

select
    posts.post_id,
    posts.partnership_id
from posts
left join partnerships on posts.partnership_id = partnerships.partnership_id
where posts.partnership_id is not null and partnerships.partnership_id is null
