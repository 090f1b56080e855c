-- title: Institutions that are members of what the register of partnerships holds
-- grain: one row for each institution, partnership and 31 August
-- note: Trusts, academy trusts and sponsors too, as counts_as says. Organisations that are not
--   institutions (police, employers) are not counted here.

with current_terms as (
    select distinct
        recorded_partnerships.period_end,
        recorded_partnerships.partnership_id,
        recorded_partnerships.kind,
        recorded_partnerships.counts_as,
        memberships.institution_id
    from recorded_partnerships
    inner join memberships
        on
            recorded_partnerships.partnership_id = memberships.partnership_id
            and (
                memberships.joined_on is null
                or recorded_partnerships.period_end >= memberships.joined_on
            )
            and (
                memberships.left_on is null
                or recorded_partnerships.period_end <= memberships.left_on
            )
    left join register_days on register_days.register = 'memberships'
    where
        memberships.institution_id is not null
        and recorded_partnerships.period_end
        <= coalesce(register_days.complete_as_at, recorded_partnerships.period_end)
)

select
    current_terms.period_end,
    current_terms.partnership_id,
    current_terms.kind,
    current_terms.counts_as,
    open_institutions.institution_id,
    open_institutions.area_code,
    open_institutions.is_secondary
from current_terms
inner join open_institutions
    on
        current_terms.period_end = open_institutions.period_end
        and current_terms.institution_id = open_institutions.institution_id
