-- title: Groups of schools
-- grain: one row for each group, closed ones included
-- note: Of the schools register, and the federations, trusts and academy trusts of an authority's
--   own register of partnerships. source separates them: a group may be in both.

select
    group_id,
    name,
    group_type,
    opened_on,
    closed_on,
    'schools_register' as source
from stg_schools_register__groups
union all
select
    partnership_id as group_id,
    name,
    kind as group_type,
    started_on as opened_on,
    ended_on as closed_on,
    'partnerships' as source
from partnerships
where kind in ('federation', 'trust', 'multi_academy_trust', 'single_academy_trust')
