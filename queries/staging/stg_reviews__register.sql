-- title: Reviews of partnerships
-- grain: one row for each review
-- source: reviews
-- note: The three questions are those of the yearly report of behaviour partnerships (2009).

select
    review_id,
    partnership_id,
    reviewed_on,
    what_was_done,
    how_effective,
    what_next,
    cast(costs_and_benefits as boolean) as costs_and_benefits,
    source_line
from source_reviews__register
