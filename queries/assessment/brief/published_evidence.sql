-- title: What others publish that touches each theme, figure by figure and report by report
-- grain: one row for each framework, date, authority, theme and piece of evidence there is
-- note: Never part of a level. Of a figure, the last up to the date; verdict, sureness and steps
--   are those of comparison_tests, the range of places that of neighbour_places and the direction
--   that against the country. Money and structure are described: no verdict, place or direction.
--   counted says what it rests on; said_place and said_direction are whole sentences, empty where
--   there is nothing to say. is_old: over three years before the date.

with pieces as (
    select
        published.framework,
        published.theme,
        published.position,
        published.badge,
        published.evidence
    from stg_reference__framework_published as published
),

figured as (
    select
        pieces.*,
        latest_figures.as_at,
        latest_figures.area_code,
        indicator_labels.title,
        indicator_labels.kind,
        indicator_labels.unit,
        indicator_labels.period,
        cast(indicator_labels.decimals as integer) as decimals,
        max(figures.period_end) as period_end
    from pieces
    inner join indicator_labels on pieces.evidence = indicator_labels.indicator
    inner join latest_figures on pieces.evidence = latest_figures.indicator
    inner join figures
        on
            latest_figures.indicator = figures.indicator
            and latest_figures.area_code = figures.area_code
            and figures.area_type = 'authority'
            and figures.value is not null
            and latest_figures.as_at >= figures.period_end
    group by all
),

measured as (
    select
        figured.*,
        figures.numerator,
        figures.denominator,
        figures.value,
        figure_text(figures.value, figured.kind, figured.decimals)
        || if(figured.kind in ('rate', 'score'), ' ' || figured.unit, '') as figure,
        case
            when figures.numerator is null or figures.denominator is null then ''
            when indicator_labels.counts = 'pounds'
                then
                    ' (' || pounds(figures.numerator) || ' of ' || pounds(figures.denominator)
                    || ')'
            else
                ' (' || format('{:,}', cast(round(figures.numerator) as bigint)) || ' of '
                || format('{:,}', cast(round(figures.denominator) as bigint)) || ')'
        end as counted,
        period_label(figured.period_end, figured.period) as period_text,
        figured.period_end < figured.as_at - to_years(3) as is_old,
        tested.beside_value,
        figure_text(tested.beside_value, figured.kind, figured.decimals) as beside,
        tested.areas as beside_areas,
        if(figured.badge = 'counted', tested.verdict, null) as verdict,
        tested.basis,
        tested.steps,
        tested.sureness,
        directions.direction,
        directions.relative,
        directions.points,
        neighbour_places.first_place,
        neighbour_places.last_place,
        neighbour_places.areas as placed_areas,
        countries.name as country
    from figured
    inner join indicator_labels on figured.evidence = indicator_labels.indicator
    inner join figures
        on
            figured.evidence = figures.indicator
            and figured.area_code = figures.area_code
            and figured.period_end = figures.period_end
    left join comparison_tests as tested
        on
            figured.evidence = tested.indicator
            and figured.area_code = tested.area_code
            and figured.period_end = tested.period_end
            and tested.comparison = 'neighbours'
    left join directions
        on
            figured.evidence = directions.indicator
            and figured.area_code = directions.area_code
            and figured.period_end = directions.period_end
    left join neighbour_places
        on
            figured.evidence = neighbour_places.indicator
            and figured.area_code = neighbour_places.area_code
            and figured.period_end = neighbour_places.period_end
    left join areas as countries on countries.area_type = 'country'
),

figures_said as (
    select
        framework,
        as_at,
        area_code,
        theme,
        position,
        badge,
        evidence,
        evidence as indicator,
        title,
        period_end as dated,
        period_text,
        numerator,
        denominator,
        value,
        figure,
        counted,
        is_old,
        verdict,
        steps,
        sureness,
        title || ': ' || figure || counted || ', ' || period_text
        || if(is_old, ', more than three years ago', '') || '.' as said,
        case
            when badge <> 'counted' or beside_value is null then ''
            when verdict is null
                then
                    beside || ' among ' || beside_areas
                    || ' neighbours; cannot be tested for chance.'
            else
                beside || ' among ' || beside_areas || ' neighbours: '
                || case verdict
                    when 'similar'
                        then if(basis = 'complete', 'about the same', 'too close to tell')
                    else verdict || if(basis = 'complete', '', ' by more than chance')
                end
                || case
                    when placed_areas is null then ''
                    when first_place = last_place
                        then '; place ' || first_place || ' of ' || placed_areas || ' with them'
                    else
                        '; between place ' || first_place || ' and ' || last_place || ' of '
                        || placed_areas || ' with them'
                end
                || '.'
        end as said_place,
        case
            when badge <> 'counted' then ''
            when relative in ('improving', 'worsening')
                then
                    if(relative = 'improving', 'Gaining on ', 'Losing ground on ')
                    || coalesce(country, 'the country') || ' over ' || points
                    || ' periods (chi-squared test for trend).'
            when relative = 'no significant change'
                then
                    'No clear change against ' || coalesce(country, 'the country') || ' over '
                    || points || ' periods (chi-squared test for trend).'
            when direction in ('improving', 'worsening', 'no significant change')
                then
                    upper(direction[1]) || direction[2:] || ' over ' || points
                    || ' periods by itself (chi-squared test for trend).'
            else 'Direction cannot be tested: fewer than five comparable periods.'
        end as said_direction,
        cast(null as text) as link
    from measured
),

groups_counted as (
    select
        pieces.*,
        assessment_dates.as_at,
        group_snapshots.area_code,
        min(group_snapshots.as_at) as first_day,
        max(group_snapshots.as_at) as last_day,
        arg_min(group_snapshots.schools, group_snapshots.as_at) as before,
        arg_max(group_snapshots.schools, group_snapshots.as_at) as after
    from pieces
    inner join group_snapshots on pieces.evidence = group_snapshots.group_type
    inner join assessment_dates on group_snapshots.as_at <= assessment_dates.as_at
    group by all
),

groups_said as (
    select
        framework,
        as_at,
        area_code,
        theme,
        position,
        badge,
        evidence,
        cast(null as text) as indicator,
        if(evidence = 'trust', 'Schools in a foundation trust', 'Schools in a federation') as title,
        last_day as dated,
        strftime(last_day, '%-d %b %Y') as period_text,
        after as value,
        cast(after as text) as figure,
        '' as counted,
        last_day < as_at - to_years(3) as is_old,
        title || ': ' || after || ', ' || period_text
        || if(
            first_day < last_day,
            ' (' || before || ' on ' || strftime(first_day, '%-d %b %Y') || ')', ''
        )
        || if(is_old, ', more than three years ago', '') || '.' as said,
        '' as said_place,
        '' as said_direction
    from groups_counted
),

reports_said as (
    select
        pieces.framework,
        dated_inspections.as_at,
        dated_inspections.area_code,
        pieces.theme,
        pieces.position,
        pieces.badge,
        pieces.evidence,
        dated_inspections.title,
        dated_inspections.published_on as dated,
        strftime(dated_inspections.published_on, '%-d %b %Y') as period_text,
        dated_inspections.is_old,
        dated_inspections.title || ', ' || dated_inspections.inspectors || ': '
        || coalesce(
            dated_inspections.said_short,
            coalesce(dated_inspections.words_about || ': ', '')
            || '“' || left(dated_inspections.words, 160)
            || if(length(dated_inspections.words) > 160, '…', '') || '”',
            'the outcome could not be read'
        )
        || ', ' || strftime(dated_inspections.published_on, '%-d %B %Y')
        || if(dated_inspections.is_old, ', more than three years ago', '')
        || coalesce('. Before: ' || dated_inspections.before, '') || '.' as said,
        dated_inspections.outcome,
        dated_inspections.said_short,
        '' as said_place,
        '' as said_direction,
        dated_inspections.link
    from pieces
    inner join dated_inspections on pieces.evidence = dated_inspections.kind
),

together as (
    select * from figures_said
    union all by name
    select * from groups_said
    union all by name
    select * from reports_said
)

select
    together.framework,
    together.as_at,
    together.area_code,
    together.theme,
    together.position,
    together.badge,
    together.evidence,
    together.indicator,
    together.title,
    together.dated,
    together.period_text,
    together.numerator,
    together.denominator,
    together.value,
    together.figure,
    together.counted,
    together.is_old,
    together.verdict,
    together.steps,
    together.sureness,
    together.outcome,
    together.said_short,
    together.said,
    together.said_place,
    together.said_direction,
    together.link
from together
inner join areas
    on
        together.area_code = areas.area_code
        and areas.area_type = 'authority'
        and coalesce(together.as_at >= areas.valid_from, true)
        and coalesce(together.as_at <= areas.valid_to, true)
order by
    together.framework, together.area_code, together.as_at, together.theme, together.position
