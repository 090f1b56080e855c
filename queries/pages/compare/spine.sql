-- title: Every figure of an authority against a group and among all authorities
-- params: area_code, as_at, comparison, members, group_name
-- note: The last figure up to the date, with places on a line as in latest_figures. Similar,
--   better and worse come from the limits of measured noise (figure_limits). A group is sum over
--   sum, or the median of its figures where there are no counts. headline and below say the same
--   on every row.

with last_figures as (
    select *
    from latest_figures
    where area_code = $area_code and as_at = cast($as_at as date)
),

beside as (
    select
        indicator,
        period_end,
        value,
        lower,
        upper,
        median,
        areas,
        period_text
    from comparison_figures
    where area_code = $area_code and comparison = $comparison  -- noqa: RF02
    union all
    select
        figures.indicator,
        figures.period_end,
        rate(
            sum(figures.numerator), sum(figures.denominator),
            any_value(cast(indicator_labels.per as double))
        ) as value,
        interval_lower(
            any_value(indicator_labels.kind), any_value(indicator_labels.counts),
            sum(figures.numerator), sum(figures.denominator),
            any_value(cast(indicator_labels.per as double))
        ) as lower,
        interval_upper(
            any_value(indicator_labels.kind), any_value(indicator_labels.counts),
            sum(figures.numerator), sum(figures.denominator),
            any_value(cast(indicator_labels.per as double))
        ) as upper,
        median(figures.value) as median,
        count(*) as areas,
        null as period_text
    from figures
    inner join indicator_labels on figures.indicator = indicator_labels.indicator
    where
        $comparison = 'own'  -- noqa: RF02
        and list_contains(string_split($members, '-'), figures.area_code)  -- noqa: RF02
        and figures.area_type = 'authority'
        and figures.area_code <> $area_code
        and figures.value is not null
    group by figures.indicator, figures.period_end
),

told as (
    select
        listed_indicators.indicator,
        listed_indicators.title,
        listed_indicators.kind,
        listed_indicators.unit,
        listed_indicators.decimals,
        listed_indicators.polarity,
        listed_indicators.theme_title as theme,
        listed_indicators.theme = 'outcomes' as is_outcome,
        listed_indicators.place as listed_at,
        last_figures.value,
        last_figures.lower,
        last_figures.upper,
        last_figures.place,
        last_figures.first_place,
        last_figures.last_place,
        last_figures.ranked,
        last_figures.band,
        last_figures.middle,
        last_figures.worst,
        last_figures.best,
        last_figures.step,
        last_figures.value_at,
        last_figures.lower_at,
        last_figures.upper_at,
        last_figures.worst_at,
        last_figures.best_at,
        last_figures.quartile_at,
        last_figures.other_quartile_at,
        coalesce(last_figures.period_text, '') as period_text,
        case
            when last_figures.value is null
                then coalesce(last_figures.missing_reason, 'not_collected')
        end as missing_reason,
        figure_limits.basis,
        coalesce(beside.value, beside.median) as beside_value,
        beside.value as group_value,
        beside.median as beside_median,
        beside.areas as beside_areas,
        beside.period_text as beside_period,
        case
            when last_figures.value is null or beside_value is null then null
            else coalesce(
                set_beside(
                    if(
                        is_few(listed_indicators.kind, last_figures.denominator),
                        null, last_figures.value
                    ), figure_limits.lower, figure_limits.upper, beside_value,
                    group_reach(
                        figure_limits.basis, figure_limits.widened, beside.value - beside.lower,
                        beside.value is null, last_figures.value - figure_limits.lower,
                        beside.areas
                    ),
                    group_reach(
                        figure_limits.basis, figure_limits.widened, beside.upper - beside.value,
                        beside.value is null, figure_limits.upper - last_figures.value,
                        beside.areas
                    ),
                    listed_indicators.polarity
                ), 'cannot be tested'
            )
        end as verdict
    from listed_indicators
    left join last_figures on listed_indicators.indicator = last_figures.indicator
    left join figure_limits
        on
            last_figures.indicator = figure_limits.indicator
            and last_figures.area_code = figure_limits.area_code
            and last_figures.period_end = figure_limits.period_end
    left join beside
        on
            last_figures.indicator = beside.indicator
            and last_figures.period_end = beside.period_end
    where listed_indicators.status <> 'retired' and listed_indicators.kind <> 'count'
),

counted as (
    select
        $group_name as group_title,
        count(*) filter (where verdict = 'better') as better,
        count(*) filter (where verdict = 'worse') as worse,
        count(*) filter (where verdict in ('better', 'worse', 'similar')) as tested,
        count(*) filter (where is_outcome and verdict in ('better', 'worse', 'similar'))
            as outcomes,
        count(*) filter (where is_outcome and verdict = 'better') as outcomes_better,
        count(*) filter (where is_outcome and verdict = 'worse') as outcomes_worse,
        tested - outcomes as others,
        count(*) filter (where verdict in ('better', 'worse', 'similar') and basis <> 'complete')
            as by_chance,
        better - outcomes_better as others_better,
        worse - outcomes_worse as others_worse,
        count(*) filter (where verdict in ('higher', 'lower')) as neutral,
        count(*) filter (where verdict = 'cannot be tested') as untested,
        count(value) as figures,
        count(*) as indicators
    from told
)

select
    told.* exclude (listed_at, group_value, step, is_outcome, basis),  -- noqa: RF02
    area_relations.name as authority,
    coalesce(area_relations.country_name, 'median of authorities') as middle_name,
    50 + told.step * (told.group_value - told.middle) as beside_at,
    50 + told.step * (told.beside_median - told.middle) as median_at,
    case
        when counted.figures = 0 then area_relations.name || ' has no figures to compare'
        when counted.tested = 0
            then
                area_relations.name || ' has ' || counted.figures
                || if(counted.figures = 1, ' figure', ' figures')
                || ' to set against ' || counted.group_title || '; none can be tested'
        when counted.better + counted.worse = 0
            then
                'Against ' || counted.group_title || ', ' || area_relations.name
                || ' is neither better nor worse in '
                || case counted.tested
                    when 1 then 'the one indicator tested'
                    else 'any of ' || counted.tested || ' indicators tested'
                end
        else
            'Against ' || counted.group_title || ', ' || area_relations.name || ' is '
            || concat_ws(
                ', and ',
                case
                    when
                        counted.outcomes > 0
                        and counted.outcomes_better + counted.outcomes_worse = 0
                        then
                            'neither better nor worse in any of ' || counted.outcomes || ' outcomes'
                    when counted.outcomes > 0
                        then
                            'better in ' || counted.outcomes_better || ' and worse in '
                            || counted.outcomes_worse || ' of ' || counted.outcomes || ' outcomes'
                end,
                case
                    when counted.others > 0 and counted.others_better + counted.others_worse = 0
                        then
                            'neither in any of ' || counted.others
                            || if(counted.outcomes > 0, ' other', '')
                            || if(counted.others = 1, ' indicator', ' indicators')
                    when counted.others > 0
                        then
                            'better in ' || counted.others_better || ' and worse in '
                            || counted.others_worse || ' of ' || counted.others
                            || if(counted.outcomes > 0, ' other', '')
                            || if(counted.others = 1, ' indicator', ' indicators')
                end
            ) || ' tested'
    end as headline,
    concat_ws(
        '; ', counted.figures || ' of ' || counted.indicators || ' indicators have a figure',
        case
            when counted.neutral > 0
                then counted.neutral || ' differ where neither high nor low is better'
        end,
        counted.untested || ' cannot be tested',
        case
            when counted.by_chance > 0
                then
                    'of ' || counted.by_chance || ' tested for chance about '
                    || greatest(1, round(counted.by_chance * 0.05)) || ' will differ by it alone'
        end,
        case
            when counted.tested > counted.by_chance
                then
                    (counted.tested - counted.by_chance)
                    || ' are complete counts, compared by size alone'
        end
    ) as below
from told
cross join counted
inner join area_relations on area_relations.area_code = $area_code
order by told.listed_at
