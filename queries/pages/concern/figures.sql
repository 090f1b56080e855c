-- title: What the register adds up to, with intervals
-- params: area_code, as_at
-- note: Of few cases: a median of under five is not given; bare counts are compared with nobody.

with last_figures as (
    select *
    from figures
    where area_code = $area_code and period_end <= cast($as_at as date)
    qualify row_number() over (partition by indicator order by period_end desc) = 1
)

select
    indicator_labels.indicator,
    indicator_labels.title,
    case
        when indicator_labels.counts = 'days' and last_figures.denominator < 5 then null
        when indicator_labels.kind = 'percentage' then format('{:.0f}%', last_figures.value)
        when indicator_labels.kind = 'count' then format('{:.0f}', last_figures.value)
        else format('{:.1f} ', last_figures.value) || indicator_labels.unit
    end as value,
    cast(round(last_figures.lower) as integer) || ' to '
    || cast(round(last_figures.upper) as integer) || '%' as span,
    case
        when last_figures.numerator is not null and last_figures.denominator is not null
            then
                cast(last_figures.numerator as integer) || ' of '
                || cast(last_figures.denominator as integer)
        when indicator_labels.kind = 'count' then 'bare count, never compared'
        when last_figures.denominator is not null
            then cast(last_figures.denominator as integer) || ' ended terms'
        else ''
    end as counted,
    case
        when indicator_labels.counts = 'days' and last_figures.denominator between 1 and 4
            then 'too_few_cases'
        else coalesce(last_figures.missing_reason, 'not_collected')
    end as missing_reason
from indicator_labels
left join last_figures on indicator_labels.indicator = last_figures.indicator
where indicator_labels.theme = 'intervention' and indicator_labels.status <> 'retired'
order by indicator_labels.kind desc, indicator_labels.title asc
