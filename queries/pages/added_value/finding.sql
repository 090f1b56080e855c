-- title: What can be said of schools that joined a kind of partnership
-- note: A difference is given only where a placebo would not find it too (is_beyond_placebo).

with told as (
    select
        added_value.*,
        indicator_labels.polarity,
        added_value.is_enough and added_value.is_balanced as can_be_told,
        added_value.is_enough and added_value.is_balanced
        and (added_value.lower > 0 or added_value.upper < 0)
        and added_value.is_beyond_placebo as is_outside
    from added_value
    inner join indicator_labels on added_value.measure = indicator_labels.indicator
),

counted as (
    select
        count(*) as comparisons,
        count(*) filter (where can_be_told) as told,
        count(*) filter (where is_outside and (effect > 0) = (polarity = 'higher_is_better'))
            as better,
        count(*) filter (where is_outside and (effect > 0) <> (polarity = 'higher_is_better'))
            as worse,
        avg(placebo) filter (where can_be_told) as placebo
    from told
)

select
    case
        when comparisons = 0 then 'No school can be compared: results of schools are not loaded'
        when told = 0
            then 'Too few to say: in no kind of partnership can enough schools be compared'
        when better + worse = 0
            then
                'No clear difference between schools that joined and similar schools, '
                || 'in any of ' || told || ' comparisons'
        else
            (told - better - worse) || ' of ' || told || ' comparisons show no clear difference '
            || 'between schools that joined and similar schools; '
            || concat_ws(
                ', ',
                case when better > 0 then 'in ' || better || ' results got better' end,
                case when worse > 0 then 'in ' || worse || ' results got worse' end
            )
    end as headline,
    case
        when comparisons = 0
            then 'needs registers of institutions and memberships, and results of single schools'
        else
            'all authorities loaded together · ' || (comparisons - told) || ' of ' || comparisons
            || ' comparisons have too few schools or are not alike' || coalesce(
                ' · in placebo tests, where there is no effect, '
                || shown(100 * placebo, 0) || '% seem to differ', ''
            )
    end as below
from counted
