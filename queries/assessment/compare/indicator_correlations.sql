-- title: How far the indicators of a theme go together
-- grain: one row for each framework, theme and pair of indicators, at the latest date
-- note: Over authorities with evidence of both, each turned so that more is better: above zero
--   the two agree. Close to 1 they say the same twice; below zero they pull apart. No interval
--   under ten authorities.

with latest as (
    select
        evidence.framework,
        evidence.theme,
        evidence.area_code,
        evidence.indicator,
        coalesce(goodness(evidence.value, indicator_labels.polarity), evidence.value) as good
    from evidence
    inner join indicator_labels on evidence.indicator = indicator_labels.indicator
    where
        evidence.value is not null
        and evidence.level is not null
        and evidence.as_at = (select max(assessment_dates.as_at) from assessment_dates)
)

select
    latest.framework,
    latest.theme,
    latest.indicator,
    others.indicator as other,
    count(*) as areas,
    case when count(*) >= 3 then corr(latest.good, others.good) end as r,
    correlation_lower(corr(latest.good, others.good), count(*)) as r_lower,
    correlation_upper(corr(latest.good, others.good), count(*)) as r_upper
from latest
inner join latest as others
    on
        latest.framework = others.framework
        and latest.theme = others.theme
        and latest.area_code = others.area_code
        and latest.indicator < others.indicator
group by latest.framework, latest.theme, latest.indicator, others.indicator
order by latest.framework, latest.theme, latest.indicator, others.indicator
