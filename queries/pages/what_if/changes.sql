-- title: The changes a scenario asks for, checked
-- params: area_code, as_at, framework, scenario
-- note: scenario is kind:indicator:value (kind figure or weight) or
--   cut_point:indicator:level:value, joined by commas. problem says why a change is not made; those
--   without one are in changes, the JSON that the other questions of this page take: for each
--   indicator its figure, with the interval that its denominator allows, its weight and its cut
--   points, empty where they stay. without is the scenario less this change.

with listed as (
    select
        unnest(string_split($scenario, ',')) as raw,
        unnest(range(len(string_split($scenario, ',')))) as place
),

pieces as (
    select
        raw,
        place,
        string_split(raw, ':') as piece
    from listed
    where trim(raw) <> ''
),

asked as (
    select
        raw,
        place,
        piece[1] as kind,
        piece[2] as indicator,
        case when piece[1] = 'cut_point' then try_cast(piece[3] as integer) end as level,
        try_cast(piece[-1] as double) as value,
        len(piece) as pieces,
        row_number() over (partition by piece[1:-2] order by place) as times
    from pieces
),

checked as (
    select
        asked.*,
        scenario_inputs.title,
        scenario_inputs.kind as figure_kind,
        scenario_inputs.decimals,
        scenario_inputs.counts,
        scenario_inputs.is_complete,
        scenario_inputs.per,
        scenario_inputs.denominator,
        scenario_inputs.points,
        scenario_inputs.levels,
        case asked.kind
            when 'figure' then scenario_inputs.value
            when 'weight' then scenario_inputs.weight
            when 'cut_point'
                then
                    scenario_inputs.points[
                        coalesce(list_position(scenario_inputs.levels[2:], asked.level), 0)
                    ]
        end as today,
        case
            when asked.kind not in ('figure', 'weight', 'cut_point')
                then 'it names neither a figure, a weight nor a threshold'
            when asked.indicator not in (select indicator_labels.indicator from indicator_labels)
                then 'there is no such indicator'
            when
                scenario_inputs.indicator is null
                or scenario_inputs.levels is null and asked.kind <> 'figure'
                then 'the framework chosen does not judge this indicator here'
            when asked.pieces <> if(asked.kind = 'cut_point', 4, 3)
                then 'it has too few or too many parts'
            when asked.value is null or not isfinite(asked.value) then 'the value is not a number'
            when
                asked.kind = 'figure' and figure_kind = 'percentage'
                and asked.value not between 0 and 100
                then 'a percentage lies between 0 and 100'
            when asked.kind = 'figure' and figure_kind <> 'difference' and asked.value < 0
                then 'the figure cannot be below 0'
            when asked.kind = 'weight' and asked.value not between 0 and 10
                then 'a weight lies between 0 and 10'
            when asked.kind = 'cut_point' and today is null then 'the ladder has no such level'
            when asked.times > 1 then 'the same is changed twice; the first counts'
        end as problem
    from asked
    left join scenario_inputs
        on
            scenario_inputs.framework = $framework
            and scenario_inputs.area_code = $area_code
            and scenario_inputs.as_at = cast($as_at as date)
            and asked.indicator = scenario_inputs.indicator
),

-- What is asked of each indicator, together. Its interval is that of a figure so changed.
gathered as (
    select
        indicator,
        any_value(figure_kind) as kind,
        any_value(counts) as counts,
        any_value(is_complete) as is_complete,
        any_value(denominator) as denominator,
        any_value(per) as per,
        any_value(levels) as levels,
        any_value(points) as points,
        any_value(value) filter (where kind = 'figure') as figure,
        any_value(value) filter (where kind = 'weight') as weight,
        map_from_entries(
            list({ 'level': level, 'value': value }) filter (where kind = 'cut_point')
        ) as cuts
    from checked
    where problem is null
    group by indicator
),

counted as (
    select
        *,
        round(quotient(figure * denominator, per)) as numerator,
        list_transform(  -- noqa: PRS
            points, lambda point, place: coalesce(cuts[levels[place + 1]], point)
        ) as moved_points
    from gathered
),

settled as (
    select
        indicator,
        figure,
        weight,
        numerator,
        if(is_complete, null, interval_lower(kind, counts, numerator, denominator, per)) as lower,
        if(is_complete, null, interval_upper(kind, counts, numerator, denominator, per)) as upper,
        moved_points not in (list_sort(moved_points), list_reverse_sort(moved_points))
            as is_disordered,
        case when points <> moved_points and not is_disordered then moved_points end as points
    from counted
),

worded as (
    select
        checked.raw,
        checked.place,
        checked.kind,
        checked.indicator,
        checked.title,
        case
            when checked.problem is null and settled.is_disordered and checked.kind = 'cut_point'
                then 'the levels would no longer follow one another'
            else checked.problem
        end as problem,
        case checked.kind
            when 'figure' then 'figure'
            when 'weight' then 'weight'
            when 'cut_point' then 'where ' || coalesce(rungs.called, 'a level') || ' begins'
            else checked.kind
        end as what,
        if(checked.kind = 'weight', '', checked.figure_kind) as written_as,
        if(checked.kind = 'weight', 1, checked.decimals) as decimals,
        checked.today,
        checked.value
    from checked
    left join settled on checked.indicator = settled.indicator
    left join rungs on rungs.framework = $framework and checked.level = rungs.level
)

select
    raw,
    problem,
    coalesce(title, indicator, raw) as title,
    what,
    written_as as kind,
    decimals,
    today,
    value,
    coalesce(
        string_agg(raw, ',') over (
            order by place rows between unbounded preceding and unbounded following
            exclude current row
        ), ''
    ) as without,
    (
        select
            coalesce(cast(to_json(list({
                'indicator': settled.indicator,
                'figure': settled.figure,
                'numerator': settled.numerator,
                'lower': settled.lower,
                'upper': settled.upper,
                'weight': settled.weight,
                'points': settled.points
            } order by settled.indicator) filter (
                where coalesce(settled.figure, settled.weight, len(settled.points)) is not null
            )) as text), '[]')
        from settled
    ) as changes
from worded
order by place
