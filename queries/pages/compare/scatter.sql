-- title: Two indicators of every authority, and how far they go together
-- params: indicator, against, area_code, as_at
-- note: Of each indicator the authority's last period up to the date. r is the coefficient of
--   correlation over authorities, with its 95 % interval. headline says the same on every row.

with paired as (
    select
        figure_ranks.area_code,
        figure_ranks.name,
        any_value(figure_ranks.value) filter (where own.is_x) as x,
        any_value(figure_ranks.value) filter (where own.is_y) as y,
        any_value(figure_ranks.period_text) filter (where own.is_x) as x_period,
        any_value(figure_ranks.period_text) filter (where own.is_y) as y_period,
        any_value(listed_indicators.title) filter (where own.is_x) as x_title,
        any_value(listed_indicators.unit) filter (where own.is_x) as x_unit,
        any_value(listed_indicators.kind) filter (where own.is_x) as x_kind,
        any_value(listed_indicators.decimals) filter (where own.is_x) as x_decimals,
        any_value(listed_indicators.title) filter (where own.is_y) as y_title,
        any_value(listed_indicators.unit) filter (where own.is_y) as y_unit,
        any_value(listed_indicators.kind) filter (where own.is_y) as y_kind,
        any_value(listed_indicators.decimals) filter (where own.is_y) as y_decimals
    from (
        select
            indicator,
            period_end,
            indicator = $indicator as is_x,
            indicator = $against as is_y
        from latest_figures
        where
            as_at = cast($as_at as date)
            and area_code = $area_code
            and indicator in ($indicator, $against)
    ) as own
    inner join figure_ranks
        on
            own.indicator = figure_ranks.indicator
            and own.period_end = figure_ranks.period_end
    inner join listed_indicators on own.indicator = listed_indicators.indicator
    group by figure_ranks.area_code, figure_ranks.name
    having x is not null and y is not null
),

related as (
    select
        paired.*,
        case
            when paired.area_code = $area_code then 'chosen'
            when list_contains(around.neighbour_codes, paired.area_code) then 'neighbour'
            else 'other'
        end as place,
        count(*) over () as areas,
        -- Rounded, for r of an indicator with itself is 1 in whatever order it is summed.
        round(corr(paired.x, paired.y) over (), 12) as r,
        correlation_lower(r, areas) as r_lower,
        correlation_upper(r, areas) as r_upper,
        list_transform([r, r_lower, r_upper], lambda v: shown(v, 2)) as said  -- noqa: RF02
    from paired
    inner join area_relations as around on around.area_code = $area_code
)

select
    * exclude (r, r_lower, r_upper, said),
    case
        when r_lower is null then 'Too few authorities to say whether these go together'
        when r_lower > 0 then 'Where “' || x_title || '” is higher, “' || y_title || '” is too'
        when r_upper < 0 then 'Where “' || x_title || '” is higher, “' || y_title || '” is lower'
        else 'No clear link between these two indicators'
    end as headline,
    replace(
        'r ' || coalesce(said[1], 'not to be had')
        || coalesce(' (95% interval ' || said[2] || ' to ' || said[3] || ')', ''), '-', '−'
    ) || ', ' || areas || ' authorities, neighbours larger' as below
from related
order by name
