-- title: A partnership is reviewed after its first agreement is signed
-- severity: warning
-- fix: Correct the date of the review or of the agreement, or add the earlier agreement
-- note: A review says how an agreement was kept; one of the two dates may be wrong
-- about: reviews, agreements

select
    partnerships.area_code,
    reviews.review_id,
    reviews.partnership_id,
    reviews.reviewed_on,
    min(agreements.signed_on) as first_signed_on
from reviews
inner join agreements on reviews.partnership_id = agreements.partnership_id
left join partnerships on reviews.partnership_id = partnerships.partnership_id
group by partnerships.area_code, reviews.review_id, reviews.partnership_id, reviews.reviewed_on
having reviews.reviewed_on < min(agreements.signed_on)
