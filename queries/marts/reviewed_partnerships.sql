-- title: Partnerships that have stood for a year, and whether they were reviewed in it
-- grain: one row for each authority, day of counting and partnership a year old or older; one
--   without a partnership where there is none
-- note: is_recorded: the authority's register of reviews had begun by the day.

with reviewed as (
    select
        active_partnerships.period_end,
        active_partnerships.partnership_id,
        bool_or(reviews.costs_and_benefits) as with_costs
    from active_partnerships
    inner join reviews
        on
            active_partnerships.partnership_id = reviews.partnership_id
            and active_partnerships.period_end >= reviews.reviewed_on
            and reviews.reviewed_on > active_partnerships.period_end - interval 1 year
    group by active_partnerships.period_end, active_partnerships.partnership_id
),

recorded as (
    select
        partnerships.area_code,
        min(reviews.reviewed_on) as since
    from reviews
    inner join partnerships on reviews.partnership_id = partnerships.partnership_id
    group by partnerships.area_code
)

select
    area_snapshots.area_code,
    area_snapshots.period_end,
    active_partnerships.partnership_id,
    reviewed.partnership_id is not null as is_reviewed,
    coalesce(reviewed.with_costs, false) as with_costs,
    coalesce(recorded.since <= area_snapshots.period_end, false) as is_recorded
from area_snapshots
left join recorded on area_snapshots.area_code = recorded.area_code
left join active_partnerships
    on
        area_snapshots.area_code = active_partnerships.area_code
        and area_snapshots.period_end = active_partnerships.period_end
        and active_partnerships.started_on <= area_snapshots.period_end - interval 1 year
left join reviewed
    on
        active_partnerships.partnership_id = reviewed.partnership_id
        and active_partnerships.period_end = reviewed.period_end
