-- title: Figures, with values and intervals worked out again from what was counted
-- note: Where the publisher gives only the value, and for the interval of a difference of two
--   percentages, whose parts are not shown, the figure is passed on as it was given. Figures of
--   pupils are rounded as they are displayed.

with labelled as (
    select
        indicator,
        kind,
        counts,
        decimals,
        cast(per as double) as per,
        uncertainty = 'complete' as is_complete,
        counts = 'people' or coalesce(out_of = 'people', false) or parts is not null as is_rounded
    from indicator_labels
),

again as (
    select
        figures.*,
        labelled.decimals,
        labelled.is_rounded and labelled.kind <> 'difference' as is_rounded,
        coalesce(
            case
                when figures.value is not null and labelled.kind in ('percentage', 'rate')
                    then rate(figures.numerator, figures.denominator, labelled.per)
            end,
            figures.value
        ) as value_again,
        case
            when figures.value is null or labelled.kind = 'difference' then figures.lower
            when labelled.is_complete then null
            else interval_lower(
                labelled.kind, labelled.counts, figures.numerator, figures.denominator, labelled.per
            )
        end as lower_again,
        case
            when figures.value is null or labelled.kind = 'difference' then figures.upper
            when labelled.is_complete then null
            else interval_upper(
                labelled.kind, labelled.counts, figures.numerator, figures.denominator, labelled.per
            )
        end as upper_again
    from figures
    inner join labelled on figures.indicator = labelled.indicator
)

select
    * exclude (decimals, is_rounded, value_again, lower_again, upper_again) replace (
        case
            when is_rounded and numerator is not null then as_displayed(value_again, decimals)
            else value_again
        end as value,
        case when is_rounded then as_displayed(lower_again, decimals) else lower_again end as lower,
        case when is_rounded then as_displayed(upper_again, decimals) else upper_again end as upper
    )
from again
