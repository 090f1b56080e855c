-- title: Who is in which partnership, as links of a graph for each authority and day of counting
-- grain: one row for each partnership and member; for each institution in none, one without a link
-- layout: graph
-- note: The graph of an authority holds its partnerships with all their members, and the
--   partnerships of other authorities to which its institutions belong. Organisations that are not
--   institutions (police, employers) are left out. A partnership without members is its own node.

with days as (
    select
        active_memberships.period_end,
        active_memberships.partnership_id,
        active_memberships.institution_id,
        active_memberships.area_code as member_area,
        active_partnerships.area_code as partnership_area
    from active_memberships
    inner join active_partnerships
        on
            active_memberships.period_end = active_partnerships.period_end
            and active_memberships.partnership_id = active_partnerships.partnership_id
),

links as (
    select
        partnership_area as area_code,
        period_end,
        partnership_id,
        institution_id
    from days
    union
    select
        member_area,
        period_end,
        partnership_id,
        institution_id
    from days
),

everything as (
    select
        area_code,
        period_end,
        partnership_id as source,
        institution_id as target
    from links
    union all
    select
        open_institutions.area_code,
        open_institutions.period_end,
        open_institutions.institution_id,
        null as target
    from open_institutions
    anti join links
        on
            open_institutions.period_end = links.period_end
            and open_institutions.institution_id = links.institution_id
    union all
    select
        active_partnerships.area_code,
        active_partnerships.period_end,
        active_partnerships.partnership_id,
        null as target
    from active_partnerships
    anti join links
        on
            active_partnerships.period_end = links.period_end
            and active_partnerships.partnership_id = links.partnership_id
)

select
    area_code || ' ' || cast(period_end as varchar) as graph,
    area_code,
    period_end,
    source,
    target
from everything
order by graph, source, target
