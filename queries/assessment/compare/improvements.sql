-- title: How far each figure has moved in up to five years
-- grain: one row for each indicator with a better way, authority and period with a figure
-- note: From the earliest figure of the last five years that no break of the series parts from this
--   one. improvement is positive where it got better. change is improved or worsened where chance
--   alone would not do it: the interval of the difference, from the limits of both by measured
--   noise (figure_limits), leaves no difference out; "could be chance" where it holds no
--   difference; "cannot be tested" without limits; nothing where there is no earlier figure. Of a
--   complete count the change counts by its size: more than is worth telling, or "too small to
--   tell".

-- Source: the interval of a difference from two intervals, Newcombe 1998, method 10, and for all
-- else Donner and Zou 2012, Statistical Methods in Medical Research 21.

with points as (
    select
        figures.indicator,
        figures.area_code,
        figures.period_end,
        figures.value,
        figure_limits.basis,
        figure_limits.own_lower as lower,
        figure_limits.own_upper as upper,
        indicator_labels.kind,
        indicator_labels.polarity,
        (
            select count(*)
            from series_breaks
            where
                series_breaks.indicator = figures.indicator
                and series_breaks.broken_on <= figures.period_end
        ) as run
    from figures
    inner join indicator_labels on figures.indicator = indicator_labels.indicator
    left join figure_limits
        on
            figures.indicator = figure_limits.indicator
            and figures.area_code = figure_limits.area_code
            and figures.period_end = figure_limits.period_end
    where
        figures.area_type = 'authority'
        and figures.value is not null
        and indicator_labels.kind <> 'count'
        and indicator_labels.polarity <> 'neutral'
),

begun as (
    select
        *,
        min(period_end) over (
            partition by indicator, area_code, run
            order by period_end
            range between interval 5 years preceding and current row
        ) as from_end
    from points
),

moved as (
    select
        begun.*,
        earlier.value as from_value,
        begun.value - earlier.value - case
            when begun.basis = 'complete'
                then greatest(begun.value - begun.lower, earlier.upper - earlier.value)
            else sqrt(pow(begun.value - begun.lower, 2) + pow(earlier.upper - earlier.value, 2))
        end as rise_lower,
        begun.value - earlier.value + case
            when begun.basis = 'complete'
                then greatest(begun.upper - begun.value, earlier.value - earlier.lower)
            else sqrt(pow(begun.upper - begun.value, 2) + pow(earlier.value - earlier.lower, 2))
        end as rise_upper
    from begun
    inner join points as earlier
        on
            begun.indicator = earlier.indicator
            and begun.area_code = earlier.area_code
            and begun.from_end = earlier.period_end
    where begun.from_end < begun.period_end
)

select
    indicator,
    area_code,
    period_end,
    from_end,
    from_value,
    value,
    year(period_end) - year(from_end) as years,
    goodness(value - from_value, polarity) as improvement,
    case
        when rise_lower is null then 'cannot be tested'
        when rise_lower > 0 and polarity = 'higher_is_better' then 'improved'
        when rise_upper < 0 and polarity = 'lower_is_better' then 'improved'
        when rise_lower > 0 or rise_upper < 0 then 'worsened'
        when basis = 'complete' then 'too small to tell'
        else 'could be chance'
    end as change
from moved
order by indicator, area_code, period_end
