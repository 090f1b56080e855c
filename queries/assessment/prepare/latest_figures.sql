-- title: The last figure of each area at each assessment date, and where it stands
-- grain: one row for each assessment date, area and indicator with a figure up to that date
-- at_most: 8,000,000 of assessment_dates x figures
-- note: middle is the country's figure of that period, or the median of authorities where it has
--   none; worst and best are the lowest and highest where no way is better. A column that ends in
--   _at is a place from 0 (worst) to 100 on a line whose middle is `middle`, both halves of one
--   scale, of which one unit is `step` long. In the order in which a page asks.

with latest as (
    select
        assessment_dates.as_at,
        figures.area_code,
        figures.indicator,
        figures.period_end,
        figures.denominator,
        figures.value,
        figures.lower,
        figures.upper,
        figures.missing_reason
    from assessment_dates
    inner join figures on assessment_dates.as_at >= figures.period_end
    qualify row_number() over (
        partition by assessment_dates.as_at, figures.area_code, figures.indicator
        order by figures.period_end desc
    ) = 1
),

scaled as (
    select
        latest.*,
        rank_ranges.place,
        rank_ranges.first_place,
        rank_ranges.last_place,
        rank_ranges.areas as ranked,
        spreads.lower_quartile,
        spreads.upper_quartile,
        spreads.lowest,
        spreads.highest,
        period_label(latest.period_end, indicator_labels.period) as period_text,
        case rank_ranges.band when 1 then 'A' when 2 then 'B' when 3 then 'C' when 4 then 'D' end
            as band,
        coalesce(country.value, spreads.median) as middle,
        country.value is null as middle_is_median,
        case indicator_labels.polarity when 'lower_is_better' then -1 else 1 end as sense,
        case sense when 1 then spreads.lowest else spreads.highest end as worst,
        case sense when 1 then spreads.highest else spreads.lowest end as best,
        50 * sense * coalesce(
            quotient(1, greatest(spreads.highest - middle, middle - spreads.lowest)), 0
        ) as step
    from latest
    inner join indicator_labels
        on latest.indicator = indicator_labels.indicator
    left join rank_ranges
        on
            latest.indicator = rank_ranges.indicator
            and latest.area_code = rank_ranges.area_code
            and latest.period_end = rank_ranges.period_end
    left join spreads
        on
            latest.indicator = spreads.indicator
            and latest.period_end = spreads.period_end
    left join comparisons as country
        on
            latest.indicator = country.indicator
            and latest.area_code = country.area_code
            and latest.period_end = country.period_end
            and country.comparison = 'country'
)

select
    * exclude (sense),
    50 + step * (value - middle) as value_at,
    50 + step * (lower - middle) as lower_at,
    50 + step * (upper - middle) as upper_at,
    50 + step * (worst - middle) as worst_at,
    50 + step * (best - middle) as best_at,
    50 + step * (lower_quartile - middle) as quartile_at,
    50 + step * (upper_quartile - middle) as other_quartile_at
from scaled
order by as_at, area_code, indicator
