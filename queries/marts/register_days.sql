-- title: The day to which each register is complete
-- grain: one row for each register that is loaded
-- passes_on: dates
-- note: After that day a register says nothing: what is not in it is missing, not zero. How many
--   rows the registers of a survey have is hidden: less the answers that are shown, they are
--   those of the surveys that are hidden.

select
    days.register,
    case
        when days.register not in ('survey_answers', 'survey_invitations') or is_cleared()
            then days.rows_stored
    end as rows_stored,
    days.complete_as_at
from stg_registers__days as days
where days.rows_stored > 0
