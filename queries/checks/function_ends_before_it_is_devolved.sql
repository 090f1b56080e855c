-- title: A function ends after it is devolved
-- severity: warning
-- fix: Correct the dates in functions
-- note: The function is devolved on no day and counts nowhere
-- about: devolved_functions

select
    partnerships.area_code,
    devolved_functions.partnership_id,
    devolved_functions.function,
    devolved_functions.devolved_on,
    devolved_functions.ended_on
from devolved_functions
left join partnerships on devolved_functions.partnership_id = partnerships.partnership_id
where devolved_functions.ended_on < devolved_functions.devolved_on
