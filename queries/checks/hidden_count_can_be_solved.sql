-- title: No hidden count can be worked out from what is shown
-- severity: error
-- fix: If an import came before this, take it back with python -m kit undo, and ask who keeps the
--   file what changed: together with what an earlier version showed it gives a count away. If a
--   query was changed, more must be hidden: see small_numbers.sql (protect) and
--   survey_responses.sql (partnerships) in queries/assessment
-- note: Everything shown, on pages, in files, papers and packs, and by earlier versions, is held
--   against the sums it is part of. Each hidden count keeps at least three possible values, to a
--   reader who knows the rule too
-- about: indicator_values, survey_responses

-- A count that can only be zero is of nobody.
select distinct
    sums.area_code,
    sums.what,
    cast(sums.of_day as varchar) as of_day,
    split_part(sums.cell, '|', 1) as quantity,
    solved.reader
from published_sums_solved as solved
inner join published_sums as sums on solved.reader = sums.reader and solved.cell = sums.cell
where sums.is_guarded and solved.highest - solved.lowest < 2 and solved.highest > 0
order by sums.area_code, sums.what, of_day, quantity, solved.reader
