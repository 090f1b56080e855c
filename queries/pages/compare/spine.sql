-- title: Every figure of an authority against a group and among all authorities
-- params: area_code, as_at, comparison, members, group_name
-- note: The last figure up to the date. The columns that end in _at are places from 0 (worst, or
--   lowest where no way is better) to 100 on a line whose middle is the country's figure, or the
--   median of authorities where it has none; both halves have the same scale. Similar, better and
--   worse come from the 95 % interval. A group is sum over sum, or the median of its figures where
--   there are no counts. headline and below say the same on every row.

with

asked as (
    select
        $comparison as chosen_group,
        string_split($members, '-') as member_codes,
        $group_name as group_title
),

last_figures as (
    select *
    from figures
    where area_code = $area_code and period_end <= cast($as_at as date)
    qualify row_number() over (partition by indicator order by period_end desc) = 1
),

members as (
    select areas.area_code
    from areas
    inner join asked
        on asked.chosen_group = 'own' and list_contains(asked.member_codes, areas.area_code)
    where areas.area_type = 'authority' and areas.area_code <> $area_code
    union
    select area_changes.predecessor_code as area_code
    from area_changes
    inner join asked on asked.chosen_group = 'predecessors'
    where area_changes.successor_code = $area_code
    union
    select area_changes.successor_code as area_code
    from area_changes
    inner join asked on asked.chosen_group = 'successors'
    where area_changes.predecessor_code = $area_code
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
    cross join asked
    where
        figures.value is not null
        and case asked.chosen_group
            when 'predecessors' then figures.period_end < last_figures.period_end
            when 'successors' then figures.period_end > last_figures.period_end
            else figures.period_end = last_figures.period_end
        end
    group by figures.indicator, figures.period_end
    qualify row_number() over (
        partition by figures.indicator
        order by abs(date_diff('day', figures.period_end, any_value(last_figures.period_end)))
    ) = 1
),

beside as (
    select
        comparisons.indicator,
        comparisons.period_end,
        comparisons.value,
        comparisons.median,
        comparisons.areas
    from comparisons
    inner join last_figures
        on
            comparisons.indicator = last_figures.indicator
            and comparisons.period_end = last_figures.period_end
    inner join asked on comparisons.comparison = asked.chosen_group
    where comparisons.area_code = $area_code
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

country as (
    select
        comparisons.indicator,
        comparisons.period_end,
        comparisons.value
    from comparisons
    where comparisons.area_code = $area_code and comparisons.comparison = 'country'
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
        last_figures.period_end,
        case
            when last_figures.period_end is null then ''
            else period_label(last_figures.period_end, indicator_labels.period)
        end as period_text,
        last_figures.value,
        last_figures.lower,
        last_figures.upper,
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
        standings.place,
        standings.first_place,
        standings.last_place,
        standings.areas as ranked,
        case standings.band when 1 then 'A' when 2 then 'B' when 3 then 'C' when 4 then 'D' end
            as band,
        spreads.lower_quartile,
        spreads.upper_quartile,
        coalesce(country.value, spreads.median) as middle,
        country.value is null as middle_is_median,
        spreads.lowest,
        spreads.highest
    from indicator_labels
    left join themes on indicator_labels.theme = themes.theme
    left join last_figures on indicator_labels.indicator = last_figures.indicator
    left join beside on indicator_labels.indicator = beside.indicator
    left join country
        on
            last_figures.indicator = country.indicator
            and last_figures.period_end = country.period_end
    left join spreads
        on
            last_figures.indicator = spreads.indicator
            and last_figures.period_end = spreads.period_end
    left join standings
        on
            last_figures.indicator = standings.indicator
            and last_figures.area_code = standings.area_code
            and last_figures.period_end = standings.period_end
    where indicator_labels.status <> 'retired' and indicator_labels.kind <> 'count'
),

scaled as (
    select
        *,
        case when polarity = 'lower_is_better' then -1 else 1 end as sense,
        case when polarity = 'lower_is_better' then highest else lowest end as worst,
        case when polarity = 'lower_is_better' then lowest else highest end as best,
        50 * sense * coalesce(quotient(1, greatest(highest - middle, middle - lowest)), 0) as step
    from told
),

counted as (
    select
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
    scaled.*,
    50 + scaled.step * (scaled.value - scaled.middle) as value_at,
    50 + scaled.step * (scaled.lower - scaled.middle) as lower_at,
    50 + scaled.step * (scaled.upper - scaled.middle) as upper_at,
    50 + scaled.step * (scaled.worst - scaled.middle) as worst_at,
    50 + scaled.step * (scaled.best - scaled.middle) as best_at,
    50 + scaled.step * (scaled.lower_quartile - scaled.middle) as quartile_at,
    50 + scaled.step * (scaled.upper_quartile - scaled.middle)
        as other_quartile_at,
    case
        when not scaled.beside_is_median
            then 50 + scaled.step * (scaled.beside_value - scaled.middle)
    end as beside_at,
    50 + scaled.step * (scaled.beside_median - scaled.middle) as median_at,
    case
        when counted.figures = 0 then areas.name || ' has no figures to compare'
        when counted.tested = 0 and counted.neutral = 0
            then 'Nothing of ' || areas.name || ' can be tested against ' || asked.group_title
        when counted.better + counted.worse = 0
            then
                'Against ' || asked.group_title || ', ' || areas.name
                || ' is neither better nor worse by more than chance in any indicator'
        else
            'Against ' || asked.group_title || ', ' || areas.name || ' is better in '
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
from scaled
cross join counted
cross join asked
inner join areas on areas.area_code = $area_code
order by scaled.position nulls last, scaled.theme, scaled.title
