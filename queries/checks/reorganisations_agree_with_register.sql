-- title: Reorganisations fall on the days the council register gives
-- severity: warning
-- fix: Check the law, then correct data/reference/reorganisations.csv, or report it to the register
-- note: From that day on figures are of the successor; a wrong day puts them to the wrong
--   authority

select
    area_changes.successor_code,
    area_changes.changed_on,
    councils.started_on
from area_changes
inner join area_codes
    on area_changes.successor_code = area_codes.area_code and area_codes.is_current
inner join stg_council_register__councils as councils on area_codes.gss_code = councils.gss_code
where area_changes.changed_on <> councils.started_on
