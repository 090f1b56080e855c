-- title: No hidden count can be worked out from what is shown
-- severity: error
-- fix: The column cause says what gives it away. An earlier version - take the import before this
--   back with python -m kit undo, and ask who keeps the file what changed. Anything else - if a
--   query or a label was changed, more must be hidden, by small_numbers.sql (protect) or
--   survey_responses.sql (partnerships) in queries/assessment
-- note: Everything shown, on pages, in files, papers and packs, and by earlier versions, is held
--   against the sums it is part of. Each hidden count keeps at least three possible values, to a
--   reader who knows the rule too
-- about: indicator_values, survey_responses

-- A count that can only be zero is of nobody. What can be solved without an earlier version is not
-- that version's fault.
with solved as (
    select
        sums.area_code,
        sums.what,
        cast(sums.of_day as varchar) as of_day,
        split_part(sums.cell, '|', 1) as quantity,
        sums.kind,
        sums.remembers
    from published_sums_solved as solved
    inner join published_sums as sums on solved.reader = sums.reader and solved.cell = sums.cell
    where sums.is_guarded and solved.highest - solved.lowest < 2 and solved.highest > 0
)

select
    area_code,
    what,
    of_day,
    quantity,
    case when bool_and(remembers) then 'an earlier version, with ' else '' end
    || string_agg(distinct kind, ' and ' order by kind) as cause
from solved
group by area_code, what, of_day, quantity
order by area_code, what, of_day, quantity
