-- title: Each row of a register is of an authority that is known
-- severity: warning
-- fix: Correct area_code in the register; where no area is known at all, import the list of
--   authorities
-- note: The row counts in no authority's figures
-- about: institutions, partnerships, funding, forums, priorities, survey_answers,
--   survey_invitations, actions, evidence_items

with rows_by_area as (
    select
        'institutions' as register,
        area_code
    from institutions
    union all
    select
        'partnerships' as register,
        area_code
    from partnerships
    union all
    select
        'funding' as register,
        area_code
    from funding
    union all
    select
        'forums' as register,
        area_code
    from forums
    union all
    select
        'priorities' as register,
        area_code
    from priorities
    union all
    select
        'survey_answers' as register,
        area_code
    from survey_answers
    union all
    select
        'survey_invitations' as register,
        area_code
    from survey_invitations
    union all
    select
        'actions' as register,
        area_code
    from actions
    union all
    select
        'evidence' as register,
        area_code
    from evidence_items
)

select
    rows_by_area.area_code,
    rows_by_area.register,
    count(*) as rows_affected
from rows_by_area
left join areas
    on rows_by_area.area_code = areas.area_code and areas.area_type = 'authority'
where areas.area_code is null
group by rows_by_area.area_code, rows_by_area.register
order by rows_by_area.area_code, rows_by_area.register
