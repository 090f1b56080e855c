-- title: Reviews
-- grain: one row for each review

select
    review_id,
    partnership_id,
    reviewed_on,
    what_was_done,
    how_effective,
    what_next,
    costs_and_benefits
from stg_reviews__register
