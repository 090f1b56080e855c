-- title: Indicators that authorities can be compared on
-- params: area_code, as_at
-- note: Those of which an authority has a figure up to the date. Bare counts are compared with
--   nobody. A page opens on one of which the authority has an interval, a rate if there is any,
--   since rates of few people are what a funnel is for.

select
    indicator as code,
    title || ' · ' || theme_title as label,
    row_number() over (
        order by
            indicator in (
                select figures.indicator
                from figures
                where
                    figures.area_code = $area_code
                    and figures.period_end <= cast($as_at as date)
                    and figures.lower is not null
            ) desc,
            kind = 'rate' desc,
            title
    ) = 1 as is_default
from listed_indicators
where compared_from <= cast($as_at as date) and status <> 'retired'
order by place
