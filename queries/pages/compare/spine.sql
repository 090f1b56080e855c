-- title: Every figure of an authority against a group and among all authorities
-- params: area_code, as_at, comparison, members, group_name
-- note: The last figure up to the date, with places on a line as in latest_figures. Similar,
--   better and worse come from the 95 % interval. A group is sum over sum, or the median of its
--   figures where there are no counts. headline and below say the same on every row.

with

last_figures as (
    select *
    from latest_figures
    where area_code = $area_code and as_at = cast($as_at as date)
),

members as (
    select
        areas.area_code,
        'same' as period
    from areas
    where
        $comparison = 'own'
        and list_contains(string_split($members, '-'), areas.area_code)
        and areas.area_type = 'authority'
        and areas.area_code <> $area_code
    union
    select
        area_changes.predecessor_code as area_code,
        'before' as period
    from area_changes
    where $comparison = 'predecessors' and area_changes.successor_code = $area_code
    union
    select
        area_changes.successor_code as area_code,
        'after' as period
    from area_changes
    where $comparison = 'successors' and area_changes.predecessor_code = $area_code
),

-- Of predecessors the last figures before, of successors the first after; else the same period.
of_members as (
    select
        figures.indicator,
        figures.period_end,
        sum(figures.numerator) as numerator,
        sum(figures.denominator) as denominator,
        median(figures.value) as median,
        count(*) as areas
    from figures
    inner join members on figures.area_code = members.area_code
    inner join last_figures on figures.indicator = last_figures.indicator
    where
        figures.value is not null
        and case members.period
            when 'before' then figures.period_end < last_figures.period_end
            when 'after' then figures.period_end > last_figures.period_end
            else figures.period_end = last_figures.period_end
        end
    group by figures.indicator, figures.period_end
    qualify row_number() over (
        partition by figures.indicator
        order by abs(date_diff('day', figures.period_end, any_value(last_figures.period_end)))
    ) = 1
),

compared as (
    select *
    from comparisons
    where comparison = $comparison and area_code = $area_code
),

beside as (
    select
        compared.indicator,
        compared.period_end,
        compared.value,
        compared.median,
        compared.areas
    from compared
    inner join last_figures
        on
            compared.indicator = last_figures.indicator
            and compared.period_end = last_figures.period_end
    union all
    select
        of_members.indicator,
        of_members.period_end,
        rate(of_members.numerator, of_members.denominator, cast(indicator_labels.per as double))
            as value,
        of_members.median,
        of_members.areas
    from of_members
    inner join indicator_labels on of_members.indicator = indicator_labels.indicator
),

themes as (
    select
        theme,
        any_value(title order by framework) as title,
        any_value(position order by framework) as position
    from framework_themes
    group by theme
),

told as (
    select
        indicator_labels.indicator,
        indicator_labels.title,
        indicator_labels.kind,
        indicator_labels.unit,
        cast(indicator_labels.decimals as integer) as decimals,
        indicator_labels.polarity,
        coalesce(
            themes.title,
            upper(indicator_labels.theme[1]) || replace(indicator_labels.theme[2:], '_', ' ')
        ) as theme,
        themes.position,
        last_figures.* exclude (
            as_at, area_code, indicator, period_text,  -- noqa: RF02
            missing_reason, middle_is_median  -- noqa: RF02
        ),
        coalesce(last_figures.period_text, '') as period_text,
        case
            when last_figures.value is null
                then coalesce(last_figures.missing_reason, 'not_collected')
        end as missing_reason,
        coalesce(beside.value, beside.median) as beside_value,
        beside.value is null and beside.median is not null as beside_is_median,
        beside.median as beside_median,
        beside.areas as beside_areas,
        case
            when beside.period_end <> last_figures.period_end
                then period_label(beside.period_end, indicator_labels.period)
        end as beside_period,
        case
            when last_figures.value is null or coalesce(beside.value, beside.median) is null
                then null
            else coalesce(
                compared_with(
                    last_figures.value, last_figures.lower, last_figures.upper,
                    coalesce(beside.value, beside.median), indicator_labels.polarity
                ), 'not testable'
            )
        end as verdict,
        coalesce(last_figures.middle_is_median, true) as middle_is_median
    from indicator_labels
    left join themes on indicator_labels.theme = themes.theme
    left join last_figures on indicator_labels.indicator = last_figures.indicator
    left join beside on indicator_labels.indicator = beside.indicator
    where indicator_labels.status <> 'retired' and indicator_labels.kind <> 'count'
),

counted as (
    select
        $group_name as group_title,
        count(*) filter (where verdict = 'better') as better,
        count(*) filter (where verdict = 'worse') as worse,
        count(*) filter (where verdict in ('better', 'worse', 'similar')) as tested,
        count(*) filter (where verdict in ('higher', 'lower')) as neutral,
        count(*) filter (where verdict = 'not testable') as untested,
        count(value) as figures,
        count(*) as indicators
    from told
)

select
    told.*,
    areas.name as authority,
    coalesce(countries.name, 'median of authorities') as middle_name,
    case
        when not told.beside_is_median
            then 50 + told.step * (told.beside_value - told.middle)
    end as beside_at,
    50 + told.step * (told.beside_median - told.middle) as median_at,
    case
        when counted.figures = 0 then areas.name || ' has no figures to compare'
        when counted.tested = 0 and counted.neutral = 0
            then 'Nothing of ' || areas.name || ' can be tested against ' || counted.group_title
        when counted.better + counted.worse = 0
            then
                'Against ' || counted.group_title || ', ' || areas.name
                || ' is neither better nor worse by more than chance in any indicator'
        else
            'Against ' || counted.group_title || ', ' || areas.name || ' is better in '
            || counted.better
            || ' and worse in ' || counted.worse
            || ' of ' || counted.tested || ' indicators tested'
    end as headline,
    concat_ws(
        '; ', counted.figures || ' of ' || counted.indicators || ' indicators have a figure',
        case when counted.neutral > 0 then counted.neutral || ' differ where no way is better' end,
        counted.untested || ' cannot be tested (no interval)',
        'tested at 95%: of twenty that are alike, one will seem to differ'
    ) as below
from told
cross join counted
inner join areas on areas.area_code = $area_code
left join areas as countries on countries.area_type = 'country'
order by told.position nulls last, told.theme, told.title
