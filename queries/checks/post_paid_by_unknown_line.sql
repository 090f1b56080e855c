-- title: A post is paid from a line in the register of funding
-- severity: warning
-- fix: Add the line to the register of funding, or correct its number in posts
-- note: We cannot know which posts end with a grant
-- about: posts

select
    partnerships.area_code,
    posts.post_id,
    posts.partnership_id,
    posts.funding_line_id
from posts
left join funding on posts.funding_line_id = funding.line_id
left join partnerships on posts.partnership_id = partnerships.partnership_id
where posts.funding_line_id is not null and funding.line_id is null
