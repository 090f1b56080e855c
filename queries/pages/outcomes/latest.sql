-- title: Every outcome: the last figure, its direction and how it stands to others
-- params: area_code, as_at
-- note: The last period up to the date. Neighbours are sum over sum, or their median where the
--  publisher gives no counts. Better and worse are said only where the 95 % interval does not hold
--  the neighbours' value; side is on which side of it a figure without an interval lies, untested.
--  A direction is said only where it was tested on five points.

with

last_figures as (
    select *
    from figures
    where area_code = $area_code and period_end <= cast($as_at as date)
    qualify row_number() over (partition by indicator order by period_end desc) = 1
),

beside as (
    select
        comparisons.indicator,
        any_value(coalesce(comparisons.value, comparisons.median)) filter (
            where comparisons.comparison = 'neighbours'
        ) as neighbours_value,
        any_value(comparisons.areas) filter (
            where comparisons.comparison = 'neighbours'
        ) as neighbours_areas,
        any_value(comparisons.value) filter (where comparisons.comparison = 'region')
            as region_value,
        any_value(comparisons.value) filter (where comparisons.comparison = 'country')
            as country_value
    from comparisons
    inner join last_figures
        on
            comparisons.indicator = last_figures.indicator
            and comparisons.period_end = last_figures.period_end
    where comparisons.area_code = $area_code
    group by comparisons.indicator
)

select
    indicator_labels.indicator,
    indicator_labels.title,
    indicator_labels.kind,
    indicator_labels.unit,
    cast(indicator_labels.decimals as integer) as decimals,
    indicator_labels.kind = 'difference' as is_gap,
    last_figures.period_end,
    case
        when last_figures.period_end is null then ''
        else period_label(last_figures.period_end, indicator_labels.period)
    end as period_text,
    last_figures.period_status,
    last_figures.value,
    last_figures.lower,
    last_figures.upper,
    case
        when last_figures.value is null
            then coalesce(last_figures.missing_reason, 'not_collected')
    end as missing_reason,
    beside.neighbours_value,
    beside.neighbours_areas,
    beside.region_value,
    beside.country_value,
    compared_with(
        last_figures.value, last_figures.lower, last_figures.upper, beside.neighbours_value,
        indicator_labels.polarity
    ) as verdict,
    case
        when last_figures.lower is not null then null
        when
            goodness(last_figures.value, indicator_labels.polarity)
            > goodness(beside.neighbours_value, indicator_labels.polarity)
            then 'better'
        when
            goodness(last_figures.value, indicator_labels.polarity)
            < goodness(beside.neighbours_value, indicator_labels.polarity)
            then 'worse'
    end as side,
    directions.direction
from indicator_labels
left join last_figures on indicator_labels.indicator = last_figures.indicator
left join beside on indicator_labels.indicator = beside.indicator
left join directions
    on
        last_figures.indicator = directions.indicator
        and last_figures.area_code = directions.area_code
        and last_figures.period_end = directions.period_end
where indicator_labels.theme = 'outcomes' and indicator_labels.status <> 'retired'
order by is_gap, indicator_labels.title
