-- title: Pupils worked out of published rates agree with the publisher's count
-- severity: warning
-- fix: Look at both files for the year: one of them is of another release, or its rates are rounded
-- note: Where the publisher's own counts are loaded for the same year, the number of pupils worked
--   out of three rates must be the same. Else the intervals of later years rest on a wrong number
-- about: pupils_behind_rates

select
    pupils_behind_rates.area_code,
    pupils_behind_rates.period_end,
    pupils_behind_rates.pupils as worked_out,
    rates.pupils as published
from pupils_behind_rates
inner join stg_exclusions__rates as rates
    on
        pupils_behind_rates.area_code = rates.area_code
        and pupils_behind_rates.period_end = rates.period_end
        and rates.school_type = 'Total'
where pupils_behind_rates.pupils <> rates.pupils
