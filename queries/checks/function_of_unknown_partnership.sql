-- title: Each devolved function is of a partnership in the register
-- severity: warning
-- fix: Add the partnership to the register of partnerships, or correct its number here
-- note: The function counts in no authority's figures
-- about: devolved_functions

select
    devolved_functions.function,
    devolved_functions.partnership_id
from devolved_functions
left join partnerships on devolved_functions.partnership_id = partnerships.partnership_id
where devolved_functions.partnership_id is not null and partnerships.partnership_id is null
