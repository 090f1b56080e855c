-- title: Every authority by how much its figure rests on, with the limits of chance
-- params: indicator, area_code, as_at
-- note: Of the authority's own last period. The limits are those round the country's figure, or
--   the median where it has none. outside says which limits a figure passes. headline and below
--   say the same on every row. Rows whose place is limit are nobody: sixty steps along the
--   denominators, close together where they are small and the limits bend. Empty where nothing is
--   counted out of anything.

with

own as (
    select max(period_end) as period_end
    from figures
    where
        indicator = $indicator
        and area_code = $area_code
        and period_end <= cast($as_at as date)
),

about as (
    select
        indicator_labels.*,
        own.period_end,
        cast(indicator_labels.per as double) as multiplier,
        coalesce(country.value, spreads.median) as benchmark,
        coalesce(areas.name, 'the median') as benchmark_name
    from indicator_labels
    cross join own
    left join comparisons as country
        on
            indicator_labels.indicator = country.indicator
            and own.period_end = country.period_end
            and country.comparison = 'country'
            and country.area_code = $area_code
    left join spreads
        on
            indicator_labels.indicator = spreads.indicator
            and own.period_end = spreads.period_end
    left join areas on areas.area_type = 'country' and country.value is not null
    where
        indicator_labels.indicator = $indicator
        and has_interval(indicator_labels.kind, indicator_labels.counts)
),

drawn as (
    select
        placed_figures.area_code,
        placed_figures.name,
        placed_figures.numerator,
        cast(placed_figures.denominator as double) as denominator,
        placed_figures.value,
        placed_figures.lower,
        placed_figures.upper,
        case
            when placed_figures.area_code = $area_code then 'chosen'
            when neighbours.neighbour_code is not null then 'neighbour'
            else 'other'
        end as place
    from about
    inner join placed_figures
        on
            about.indicator = placed_figures.indicator
            and about.period_end = placed_figures.period_end
    left join neighbours
        on
            placed_figures.area_code = neighbours.neighbour_code
            and neighbours.area_code = $area_code
    where
        placed_figures.indicator = $indicator
        and placed_figures.value is not null
        and placed_figures.denominator > 0
),

ends as (
    select
        min(denominator) as least,
        max(denominator) as most
    from drawn
    having count(*) > 0
),

steps as (
    select
        'limit' as place,
        least + (most - least) * pow(quotient(unnest(range(60)), 59), 2) as denominator
    from ends
),

limited as (
    select
        together.*,
        about.title,
        about.kind,
        about.unit,
        about.denominator as out_of,
        cast(about.decimals as integer) as decimals,
        period_label(about.period_end, about.period) as period_text,
        about.benchmark,
        about.benchmark_name,
        list_transform([z_95(), z_998()], lambda z: funnel_lower(
            about.kind, about.benchmark, together.denominator, about.multiplier, z  -- noqa: RF02
        )) as lowers,
        list_transform([z_95(), z_998()], lambda z: funnel_upper(
            about.kind, about.benchmark, together.denominator, about.multiplier, z  -- noqa: RF02
        )) as uppers
    from (
        select * from drawn
        union all by name
        select * from steps
    ) as together
    cross join about
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
        end as outside
    from limited
),

counted as (
    select
        count(area_code) as areas,
        count(*) filter (where outside = '99.8%') as far_out,
        count(*) filter (where place = 'chosen') as chosen_areas,
        any_value(outside) filter (where place = 'chosen') as chosen_outside
    from judged
)

select
    judged.*,
    judged.title || ': ' || case
        when counted.chosen_areas = 0 then 'no figure of ' || areas.name
        when counted.chosen_outside is null then areas.name || ' lies within the limits of chance'
        when counted.chosen_outside = '95%'
            then areas.name || ' lies outside the 95% limits, within those of 99.8%'
        else areas.name || ' lies outside the 99.8% limits: more than chance'
    end as headline,
    judged.unit || ', ' || judged.period_text || '. The middle line is ' || judged.benchmark_name
    || '; dotted limits 95%, solid 99.8%; neighbours larger. '
    || counted.far_out || ' of ' || counted.areas || ' authorities lie outside 99.8%'
    || case
        when counted.far_out * 10 > counted.areas
            then
                ': they differ for more reasons than chance, so to lie outside is not rare, and '
                || 'says that an area differs, not why'
        else ''
    end as below
from judged
cross join counted
inner join areas on areas.area_code = $area_code
order by judged.denominator asc, judged.name asc nulls last
