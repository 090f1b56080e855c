-- title: How far the indicators of each theme go together
-- params: framework
-- note: Both ways round and each with itself, so that the rows make a square.

with pairs as (
    select
        theme,
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
        theme,
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
    framework_themes.title as theme,
    pairs.indicator,
    first_label.title,
    pairs.other,
    second_label.title as other_title,
    pairs.areas,
    pairs.r,
    pairs.r_lower,
    pairs.r_upper,
    coalesce(pairs.r_lower > 0 or pairs.r_upper < 0, false) as is_sure
from pairs
inner join framework_themes
    on pairs.theme = framework_themes.theme and framework_themes.framework = $framework
inner join indicator_labels as first_label on pairs.indicator = first_label.indicator
inner join indicator_labels as second_label on pairs.other = second_label.indicator
order by framework_themes.position, first_label.title, second_label.title
