-- title: Registers that an authority keeps, by what they already answer
-- grain: one row for each assessment date, authority and register
-- note: A register is kept where some indicator whose label names it has a figure of the authority
--   that counts on the date. Only of the last dates, of which briefings are written.

select distinct
    evidence.as_at,
    evidence.area_code,
    stg_registers__days.register
from evidence
inner join recent_dates on evidence.as_at = recent_dates.as_at
inner join indicator_labels on evidence.indicator = indicator_labels.indicator
inner join stg_registers__days
    on
        list_contains(
            regexp_split_to_array(indicator_labels.source, '[,;]\s*'),
            stg_registers__days.register
        )
inner join register_days on stg_registers__days.register = register_days.register
where evidence.status = 'used'
order by evidence.as_at, evidence.area_code, stg_registers__days.register
