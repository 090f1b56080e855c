-- title: How many registers are in use, and how many of them are overdue, in a few words
-- params: as_at
-- note: A register is overdue a year after the day it is complete as at.

with counted as (
    select
        (select count(*) from register_sizes) as registers,
        count(*) as in_use,
        count(*) filter (
            where complete_as_at < cast($as_at as date) - interval 1 year
        ) as overdue
    from register_days
)

select
    concat(in_use, ' of ', registers, ' registers in use')
    || case when overdue > 0 then concat(', ', overdue, ' overdue') else '' end as said
from counted
