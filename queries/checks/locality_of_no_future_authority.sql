-- title: A locality goes to an authority that is to be formed
-- severity: error
-- fix: Correct the authority in data/reference/future_localities.csv, or add it to
--   future_authorities.csv
-- note: Otherwise its institutions would not be placed, without a word
-- about: future_authorities

select
    'future_localities.csv' as file,
    listed.source_line as line,
    listed.predecessor_code,
    listed.locality,
    listed.authority
from stg_reference__future_localities as listed
anti join stg_reference__future_authorities as known
    on
        listed.predecessor_code = known.predecessor_code
        and listed.authority = known.authority
