-- title: Institutions open on each day of counting, and the kinds of partnership they are in
-- grain: one row for each institution and 31 August on which it was open
-- note: phases puts together what indicators count together: secondary and all-through schools;
--   colleges and pupil referral units.

with members as (
    select
        period_end,
        institution_id,
        count(*) as partnerships,
        list(distinct kind order by kind) as kinds
    from active_memberships
    group by period_end, institution_id
)

select
    open_institutions.area_code,
    open_institutions.period_end,
    open_institutions.institution_id,
    open_institutions.phase,
    open_institutions.institution_type,
    open_institutions.locality,
    case
        when open_institutions.is_secondary then 'secondary'
        when open_institutions.phase in ('college', 'pupil_referral_unit') then 'unit'
        else open_institutions.phase
    end as phases,
    coalesce(members.partnerships, 0) as partnerships,
    coalesce(members.kinds, []) as kinds,
    coalesce(len(members.kinds), 0) as kinds_count
from open_institutions
left join members
    on
        open_institutions.period_end = members.period_end
        and open_institutions.institution_id = members.institution_id
order by open_institutions.area_code, open_institutions.period_end
