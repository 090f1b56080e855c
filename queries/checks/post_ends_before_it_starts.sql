-- title: A post ends after it starts
-- severity: warning
-- fix: Correct the dates in posts
-- note: The post is filled on no day and counts nowhere
-- about: posts

select
    partnerships.area_code,
    posts.post_id,
    posts.partnership_id,
    posts.started_on,
    posts.ended_on
from posts
left join partnerships on posts.partnership_id = partnerships.partnership_id
where posts.ended_on < posts.started_on
