-- title: Every outcome: the last figure, its direction and how it compares
-- params: area_code, as_at
-- note: The last period up to the date. Neighbours are sum over sum, or their median where the
--  publisher gives no counts. Better and worse are said only where the 95 % interval does not hold
--  the neighbours' value; side is on which side of it a figure without an interval lies, untested.
--  A direction is said only where it was tested on five points.

select
    indicator_labels.indicator,
    indicator_labels.title,
    indicator_labels.kind,
    indicator_labels.unit,
    cast(indicator_labels.decimals as integer) as decimals,
    indicator_labels.kind = 'difference' as is_gap,
    latest_outcomes.period_end,
    coalesce(latest_outcomes.period_text, '') as period_text,
    latest_outcomes.period_status,
    latest_outcomes.value,
    latest_outcomes.lower,
    latest_outcomes.upper,
    case
        when latest_outcomes.value is null
            then coalesce(latest_outcomes.missing_reason, 'not_collected')
    end as missing_reason,
    latest_outcomes.neighbours_value,
    latest_outcomes.neighbours_areas,
    latest_outcomes.region_value,
    latest_outcomes.country_value,
    latest_outcomes.verdict,
    latest_outcomes.side,
    latest_outcomes.direction
from indicator_labels
left join latest_outcomes
    on
        indicator_labels.indicator = latest_outcomes.indicator
        and latest_outcomes.area_code = $area_code
        and latest_outcomes.as_at = cast($as_at as date)
where indicator_labels.theme = 'outcomes' and indicator_labels.status <> 'retired'
order by is_gap, indicator_labels.title
