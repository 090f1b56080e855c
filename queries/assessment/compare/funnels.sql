-- title: Every figure by how much it rests on, with the limits of chance
-- grain: one row for each indicator with an interval, period that is some authority's last at some
--   date, and authority; and for each of sixty steps along the denominators
-- note: The limits are those round the country's figure, or the median where it has none, widened
--   by how much more authorities vary from year to year than chance gives (area_noise). outside
--   says which limits a figure passes. Steps have no area_code: they lie close together where
--   denominators are small and the limits bend. below says the same on every row of a period.

with countries as (
    select
        indicator,
        period_end,
        any_value(value) as value
    from comparisons
    where comparison = 'country'
    group by indicator, period_end
),

periods as (
    select distinct
        indicator,
        period_end
    from latest_figures
),

noise as (
    select
        indicator,
        any_value(pooled) as pooled
    from area_noise
    where series = 'relative' and basis = 'counts'
    group by indicator
),

about as (
    select
        indicator_labels.indicator,
        spreads.period_end,
        indicator_labels.title,
        indicator_labels.kind,
        indicator_labels.unit,
        indicator_labels.denominator as out_of,
        cast(indicator_labels.decimals as integer) as decimals,
        cast(indicator_labels.per as double) as multiplier,
        period_label(spreads.period_end, indicator_labels.period) as period_text,
        coalesce(countries.value, spreads.median) as benchmark,
        case when countries.value is null then 'the median' else areas.name end as benchmark_name,
        sqrt(coalesce(noise.pooled, 1)) as widened
    from indicator_labels
    inner join spreads on indicator_labels.indicator = spreads.indicator
    inner join periods
        on spreads.indicator = periods.indicator and spreads.period_end = periods.period_end
    left join countries
        on
            spreads.indicator = countries.indicator
            and spreads.period_end = countries.period_end
    left join areas on areas.area_type = 'country'
    left join noise on indicator_labels.indicator = noise.indicator
    where
        has_interval(indicator_labels.kind, indicator_labels.counts)
        and coalesce(indicator_labels.uncertainty, '') <> 'complete'
),

drawn as (
    select
        figure_ranks.indicator,
        figure_ranks.period_end,
        figure_ranks.area_code,
        figure_ranks.name,
        figure_ranks.numerator,
        cast(figure_ranks.denominator as double) as denominator,
        figure_ranks.value,
        figure_ranks.lower,
        figure_ranks.upper
    from figure_ranks
    where figure_ranks.value is not null and figure_ranks.denominator > 0
),

ends as (
    select
        indicator,
        period_end,
        min(denominator) as least,
        max(denominator) as most
    from drawn
    group by indicator, period_end
),

steps as (
    select
        indicator,
        period_end,
        least + (most - least) * pow(quotient(unnest(range(60)), 59), 2) as denominator
    from ends
),

limited as (
    select
        together.*,
        about.* exclude (indicator, period_end, multiplier),  -- noqa: RF02
        list_transform([z_95(), z_998()], lambda z: funnel_lower(
            about.kind, about.benchmark, together.denominator, about.multiplier,  -- noqa: RF02
            z * about.widened  -- noqa: RF02
        )) as lowers,
        list_transform([z_95(), z_998()], lambda z: funnel_upper(
            about.kind, about.benchmark, together.denominator, about.multiplier,  -- noqa: RF02
            z * about.widened  -- noqa: RF02
        )) as uppers
    from (
        select * from drawn
        union all by name
        select * from steps
    ) as together
    inner join about
        on together.indicator = about.indicator and together.period_end = about.period_end
),

judged as (
    select
        * exclude (lowers, uppers),
        lowers[1] as lower_95,
        uppers[1] as upper_95,
        lowers[2] as lower_998,
        uppers[2] as upper_998,
        case
            when value not between lower_998 and upper_998 then '99.8%'
            when value not between lower_95 and upper_95 then '95%'
        end as outside,
        count(area_code) over whole as areas,
        count(*) filter (where outside = '99.8%') over whole as far_out
    from limited
    window whole as (partition by indicator, period_end)
)

select
    * exclude (areas, far_out),
    unit || ', ' || period_text || '. The middle line is ' || benchmark_name
    || '; dotted limits 95%, solid 99.8%'
    || case
        when widened > 1.005
            then
                ', ' || shown(widened, 1) || ' times as wide as chance alone, since authorities '
                || 'vary that much more from year to year'
        else ''
    end
    || '; neighbours larger. '
    || far_out || ' of ' || areas || ' authorities lie outside 99.8%'
    || case
        when far_out * 10 > areas
            then
                ': they differ for more reasons than chance, so to lie outside is not rare, and '
                || 'says that an area differs, not why'
        else ''
    end as below
from judged
order by indicator, period_end, denominator, name
