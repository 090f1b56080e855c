-- title: Memberships on each day of counting and a year before it
-- grain: one row for each authority, day of counting and institution in a partnership on either
--   day; one without an institution where there is none
-- note: began_on is the day of counting a year before, blank where the authority had none. is_open
--   is given for the institution on the day. is_recorded: the register of memberships had begun a
--   year before.

with terms as (
    select distinct
        period_end,
        area_code,
        partnership_id,
        institution_id
    from active_memberships
),

recorded as (
    select
        institutions.area_code,
        min(coalesce(memberships.joined_on, partnerships.started_on)) as since
    from memberships
    inner join institutions on memberships.institution_id = institutions.institution_id
    inner join partnerships on memberships.partnership_id = partnerships.partnership_id
    group by institutions.area_code
),

years as (
    select
        area_snapshots.area_code,
        area_snapshots.period_end,
        earlier.period_end as began_on,
        coalesce(recorded.since <= earlier.period_end, false) as is_recorded
    from area_snapshots
    left join area_snapshots as earlier
        on
            area_snapshots.area_code = earlier.area_code
            and area_snapshots.period_end = earlier.period_end + interval 1 year
    left join recorded on area_snapshots.area_code = recorded.area_code
),

either as (
    select
        period_end,
        area_code,
        partnership_id,
        institution_id,
        true as is_member,
        false as was_member
    from terms
    union all
    select
        years.period_end,
        years.area_code,
        terms.partnership_id,
        terms.institution_id,
        false as is_member,
        true as was_member
    from years
    inner join terms on years.area_code = terms.area_code and years.began_on = terms.period_end
),

both_days as (
    select
        period_end,
        area_code,
        partnership_id,
        institution_id,
        bool_or(is_member) as is_member,
        bool_or(was_member) as was_member
    from either
    group by period_end, area_code, partnership_id, institution_id
)

select
    years.area_code,
    years.period_end,
    years.began_on,
    years.is_recorded,
    both_days.partnership_id,
    both_days.institution_id,
    coalesce(both_days.is_member, false) as is_member,
    coalesce(both_days.was_member, false) as was_member,
    open_institutions.institution_id is not null as is_open
from years
left join both_days
    on years.area_code = both_days.area_code and years.period_end = both_days.period_end
left join open_institutions
    on
        both_days.institution_id = open_institutions.institution_id
        and both_days.period_end = open_institutions.period_end
