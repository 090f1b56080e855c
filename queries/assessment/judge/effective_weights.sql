-- title: What each indicator truly weighs in its theme
-- grain: one row for each framework, theme and indicator with a weight, at the latest date
-- note: weight_share is what the framework gives it. r is the correlation of its height with the
--   theme's height over authorities: its true say. limits is the share of assessed authorities in
--   whose theme it is the lowest figure.

with latest as (
    select *
    from evidence
    where as_at = (select max(assessment_dates.as_at) from assessment_dates)
),

themes as (
    select *
    from theme_levels
    where as_at = (select max(assessment_dates.as_at) from assessment_dates) and assessed
),

shares as (
    select
        framework,
        theme,
        indicator,
        percentage(weight, sum(weight) over theme) as weight_share
    from framework_bearings
    where
        theme is not null
        and indicator in (select framework_cut_points.indicator from framework_cut_points)
    window
        theme as (
            partition by framework, theme
            order by indicator
            rows between unbounded preceding and unbounded following
        )
)

select
    shares.framework,
    shares.theme,
    shares.indicator,
    shares.weight_share,
    count(latest.level) as areas,
    case
        when
            count(latest.height) >= 3
            then corr(latest.height, themes.mean order by latest.area_code)
    end as r,
    count(*) filter (where themes.limited_by = shares.indicator) as limited,
    percentage(
        count(*) filter (where themes.limited_by = shares.indicator), count(themes.area_code)
    ) as limits
from shares
left join themes on shares.framework = themes.framework and shares.theme = themes.theme
left join latest
    on
        shares.framework = latest.framework
        and shares.theme = latest.theme
        and shares.indicator = latest.indicator
        and themes.area_code = latest.area_code
group by shares.framework, shares.theme, shares.indicator, shares.weight_share
order by shares.framework, shares.theme, shares.indicator
