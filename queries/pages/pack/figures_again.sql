-- title: Figures, with values and intervals worked out again from what was counted
-- note: Where the publisher gives only the value, and for the interval of a difference of two
--   percentages, whose parts are not shown, the figure is passed on as it was given.

select
    figures.* replace (
        coalesce(
            case
                when
                    figures.value is not null
                    and indicator_labels.kind in ('percentage', 'rate')
                    then rate(
                        figures.numerator,
                        figures.denominator,
                        cast(indicator_labels.per as double)
                    )
            end,
            figures.value
        ) as value,
        case
            when figures.value is null or indicator_labels.kind = 'difference' then figures.lower
            else
                interval_lower(
                    indicator_labels.kind,
                    indicator_labels.counts,
                    figures.numerator,
                    figures.denominator,
                    cast(indicator_labels.per as double)
                )
        end as lower,
        case
            when figures.value is null or indicator_labels.kind = 'difference' then figures.upper
            else
                interval_upper(
                    indicator_labels.kind,
                    indicator_labels.counts,
                    figures.numerator,
                    figures.denominator,
                    cast(indicator_labels.per as double)
                )
        end as upper
    )
from figures
inner join indicator_labels on figures.indicator = indicator_labels.indicator
