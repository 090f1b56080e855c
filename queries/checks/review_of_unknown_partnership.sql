-- title: Each review is of a partnership in the register
-- severity: warning
-- fix: Add the partnership to the register of partnerships, or correct its number here
-- note: The review counts for no partnership, which seems not to have been reviewed
-- about: reviews

select
    reviews.review_id,
    reviews.partnership_id
from reviews
left join partnerships on reviews.partnership_id = partnerships.partnership_id
where reviews.partnership_id is not null and partnerships.partnership_id is null
