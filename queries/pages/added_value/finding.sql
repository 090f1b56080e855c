-- title: What can be said of schools that joined a kind of partnership
-- note: By chance alone one comparison in twenty lies outside its interval.

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
                'No difference can be told between schools that joined and schools like them, '
                || 'in any of ' || told || ' comparisons'
        else
            'In ' || (told - better - worse) || ' of ' || told || ' comparisons no difference can '
            || 'be told between schools that joined and schools like them; '
            || concat_ws(
                ', ',
                case when better > 0 then better || ' went better' end,
                case when worse > 0 then worse || ' went worse' end
            )
    end as headline,
    case
        when comparisons = 0
            then 'needs registers of institutions and memberships, and results of single schools'
        else
            'all authorities loaded together · ' || (comparisons - told) || ' of ' || comparisons
            || ' comparisons have too few schools to say · by chance alone one in twenty differs'
    end as below
from counted
