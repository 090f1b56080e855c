-- title: Figures of the authority and of those it is compared with, small numbers hidden
-- params: area_code, as_at, indicators

with beside as (
    select neighbour_code as area_code
    from neighbours
    where area_code = $area_code
    union
    select region_code as area_code
    from areas
    where area_code = $area_code
    union
    select area_code
    from areas
    where is_exemplar or area_type = 'country' or area_code = $area_code
)

select
    figures.indicator,
    figures.area_code,
    figures.area_type,
    figures.period_end,
    period_label(figures.period_end, indicator_labels.period) as period_text,
    figures.period_status,
    figures.numerator,
    figures.denominator,
    figures.value,
    figures.lower,
    figures.upper,
    figures.missing_reason
from figures
inner join beside on figures.area_code = beside.area_code
inner join indicator_labels on figures.indicator = indicator_labels.indicator
where
    figures.period_end <= cast($as_at as date)
    and (
        list_contains(cast($indicators as text[]), figures.indicator)  -- noqa: RF02
        -- How many were asked decides how sure a figure of a sample is, of neighbours too.
        or figures.indicator in (
            select asked_of.asked
            from indicator_labels as asked_of
            where list_contains(cast($indicators as text[]), asked_of.indicator)  -- noqa: RF02
        )
    )
order by figures.indicator, figures.area_code, figures.period_end
