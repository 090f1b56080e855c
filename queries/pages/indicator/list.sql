-- title: Indicators to choose from
-- params: area_code, as_at
-- note: Also those whose SQL failed in the last build, so that the message can be read. The first
--   with a figure of the authority is the default, so that the page opens on something to see.

with known as (
    select distinct indicator
    from figures
    where
        area_code = $area_code
        and period_end <= cast($as_at as date)
        and value is not null
)

select
    listed_indicators.indicator as code,
    listed_indicators.title || ' · ' || listed_indicators.theme_title as label,
    coalesce(
        listed_indicators.place = min(listed_indicators.place) filter (
            where known.indicator is not null
        ) over (),
        false
    ) as is_default
from listed_indicators
left join known on listed_indicators.indicator = known.indicator
where listed_indicators.status <> 'retired'
order by listed_indicators.place
