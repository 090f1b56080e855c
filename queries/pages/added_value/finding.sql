-- title: What can be said of schools that joined a kind of partnership
-- note: By chance alone about 1 comparison in 20 lies outside its interval.

with told as (
    select
        added_value.*,
        indicator_labels.polarity,
        added_value.is_enough and added_value.is_balanced as can_be_told,
        added_value.is_enough and added_value.is_balanced
        and (added_value.lower > 0 or added_value.upper < 0) as is_outside
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
            as worse
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
            || ' comparisons have too few schools · about 1 in 20 differences will be due to chance'
    end as below
from counted
