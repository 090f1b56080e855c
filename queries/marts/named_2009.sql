-- title: Ratings and red flags of 9 December 2009 that the press named
-- grain: one row for each authority and kind of fact
-- note: The ten authorities whose children's services Ofsted called excellent, the nine it called
--   poor, and the areas with a red flag that concerns children. Nothing follows for an authority
--   that is not here: its rating was not named. A flag is not a rating.

select
    area_code,
    published_on,
    kind,
    words,
    link,
    'caa_2009__facts' as source_table,
    source_line
from stg_caa_2009__facts
order by area_code, kind
