-- title: How far the indicators of each theme go together
-- params: framework
-- note: Both ways round and each with itself, so that the rows make a square.

with pairs as (
    select
        indicator,
        other,
        areas,
        r,
        r_lower,
        r_upper
    from indicator_correlations
    where framework = $framework
    union all
    select
        other as indicator,
        indicator as other,
        areas,
        r,
        r_lower,
        r_upper
    from indicator_correlations
    where framework = $framework
)

select
    first_of.bears_on as theme,
    pairs.indicator,
    first_of.title,
    pairs.other,
    second_of.title as other_title,
    pairs.areas,
    pairs.r,
    pairs.r_lower,
    pairs.r_upper,
    coalesce(pairs.r_lower > 0 or pairs.r_upper < 0, false) as is_sure
from pairs
inner join theme_indicators as first_of
    on first_of.framework = $framework and pairs.indicator = first_of.indicator
inner join theme_indicators as second_of
    on second_of.framework = $framework and pairs.other = second_of.indicator
order by first_of.position, first_of.title, second_of.title
