-- title: Where an authority is weak, and which neighbour improved most
-- grain: one row for each framework, date, authority and weak indicator
-- note: Weak is the framework's lowest level, worse than the neighbours by more than chance, or the
--   lowest quarter of authorities; of figures up to three years old. The neighbour is the one whose
--   figure of the same period got better by most since the earliest of five years, of those who
--   improved by more than chance. Nobody is named where none did.

with lowest as (
    select
        framework,
        min(level) as level
    from framework_levels
    group by framework
),

last_figures as (
    select
        assessment_dates.as_at,
        figures.area_code,
        figures.indicator,
        max(figures.period_end) as period_end
    from figures
    inner join assessment_dates
        on
            figures.period_end <= assessment_dates.as_at
            and figures.period_end > assessment_dates.as_at - interval 3 years
    inner join areas
        on
            figures.area_code = areas.area_code
            and (areas.valid_to is null or assessment_dates.as_at <= areas.valid_to)
    inner join indicator_labels
        on
            figures.indicator = indicator_labels.indicator
            and indicator_labels.polarity <> 'neutral'
            and indicator_labels.kind <> 'count'
            and indicator_labels.status <> 'retired'
    where figures.area_type = 'authority' and figures.value is not null
    group by assessment_dates.as_at, figures.area_code, figures.indicator
),

placed as (
    select
        last_figures.*,
        comparison_tests.verdict = 'worse' as is_worse,
        rank_ranges.band = 4 as is_last_quarter
    from last_figures
    left join comparison_tests
        on
            last_figures.indicator = comparison_tests.indicator
            and last_figures.area_code = comparison_tests.area_code
            and last_figures.period_end = comparison_tests.period_end
            and comparison_tests.comparison = 'neighbours'
    left join rank_ranges
        on
            last_figures.indicator = rank_ranges.indicator
            and last_figures.area_code = rank_ranges.area_code
            and last_figures.period_end = rank_ranges.period_end
),

weak as (
    select
        frameworks.framework,
        placed.as_at,
        placed.area_code,
        placed.indicator,
        placed.period_end,
        concat_ws(
            ', ',
            case when evidence.level = lowest.level then 'lowest level' end,
            case when placed.is_worse then 'worse than neighbours' end,
            case when placed.is_last_quarter then 'last quarter' end
        ) as why
    from placed
    cross join frameworks
    inner join lowest on frameworks.framework = lowest.framework
    left join evidence
        on
            frameworks.framework = evidence.framework
            and placed.as_at = evidence.as_at
            and placed.area_code = evidence.area_code
            and placed.indicator = evidence.indicator
            and placed.period_end = evidence.period_end
    where evidence.level = lowest.level or placed.is_worse or placed.is_last_quarter
),

-- The same for every framework, so worked out once for each authority, indicator and period.
weak_figures as (
    select distinct
        area_code,
        indicator,
        period_end
    from weak
),

learned as (
    select
        weak_figures.area_code,
        weak_figures.indicator,
        weak_figures.period_end,
        count(*) as neighbours,
        count(*) filter (where improvements.improvement > 0) as better,
        count(*) filter (where improvements.change = 'improved') as surely_better,
        arg_max(improvements.area_code, (improvements.improvement, improvements.area_code)) filter (
            where improvements.change = 'improved'
        ) as neighbour_code
    from weak_figures
    inner join neighbours on weak_figures.area_code = neighbours.area_code
    inner join improvements
        on
            neighbours.neighbour_code = improvements.area_code
            and weak_figures.indicator = improvements.indicator
            and weak_figures.period_end = improvements.period_end
    group by weak_figures.area_code, weak_figures.indicator, weak_figures.period_end
)

select
    weak.*,
    coalesce(learned.neighbours, 0) as neighbours,
    coalesce(learned.better, 0) as better,
    coalesce(learned.surely_better, 0) as surely_better,
    learned.neighbour_code
from weak
left join learned
    on
        weak.area_code = learned.area_code
        and weak.indicator = learned.indicator
        and weak.period_end = learned.period_end
order by weak.framework, weak.as_at, weak.area_code, weak.indicator
