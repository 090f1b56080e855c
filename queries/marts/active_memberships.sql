-- title: Institutions that are members of an active partnership on each day of counting
-- grain: one row for each institution, partnership and 31 August
-- note: Organisations that are not institutions (police, employers) are not counted here.

with current_terms as (
    select distinct
        active_partnerships.period_end,
        active_partnerships.partnership_id,
        active_partnerships.kind,
        memberships.institution_id
    from active_partnerships
    inner join memberships
        on
            active_partnerships.partnership_id = memberships.partnership_id
            and (
                memberships.joined_on is null
                or active_partnerships.period_end >= memberships.joined_on
            )
            and (
                memberships.left_on is null
                or active_partnerships.period_end <= memberships.left_on
            )
    where memberships.institution_id is not null
)

select
    current_terms.period_end,
    current_terms.partnership_id,
    current_terms.kind,
    open_institutions.institution_id,
    open_institutions.area_code,
    open_institutions.is_secondary
from current_terms
inner join open_institutions
    on
        current_terms.period_end = open_institutions.period_end
        and current_terms.institution_id = open_institutions.institution_id
