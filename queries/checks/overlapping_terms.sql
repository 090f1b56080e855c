-- title: A member has one term at a time in a partnership
-- severity: warning
-- fix: Join the terms into one row in memberships, or correct their dates
-- note: Members are counted once, but who joined and who left in a year is counted twice
-- about: memberships

with terms as (
    select
        partnership_id,
        coalesce(institution_id, partner) as member,
        joined_on,
        left_on,
        max(coalesce(left_on, date '9999-12-31')) over (
            partition by partnership_id, coalesce(institution_id, partner)
            order by joined_on nulls first, left_on
            rows between unbounded preceding and 1 preceding
        ) as earlier_left_on
    from memberships
)

select
    partnerships.area_code,
    terms.partnership_id,
    terms.member,
    terms.joined_on,
    terms.left_on,
    nullif(terms.earlier_left_on, date '9999-12-31') as earlier_left_on
from terms
left join partnerships on terms.partnership_id = partnerships.partnership_id
where terms.earlier_left_on >= coalesce(terms.joined_on, date '0001-01-01')
