-- title: The changes a scenario asks for, checked
-- params: area_code, as_at, framework, scenario
-- note: scenario is kind:indicator:value (kind figure or weight) or
--   cut_point:indicator:level:value, joined by commas. problem says why a change is not made; those
--   without one are in changes, the JSON that the other questions of this page take. without is the
--   scenario less this change.

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

read_out as (
    select
        raw,
        place,
        piece[1] as kind,
        piece[2] as indicator,
        case when piece[1] = 'cut_point' then try_cast(piece[3] as integer) end as level,
        try_cast(piece[-1] as double) as value,
        len(piece) as pieces
    from pieces
),

matched as (
    select
        read_out.*,
        indicator_labels.title,
        indicator_labels.kind as figure_kind,
        cast(indicator_labels.decimals as integer) as decimals,
        ladders.points,
        evidence.value as today_value,
        evidence.weight as today_weight,
        framework_cut_points.from_value,
        outcome_tests.value as outcome_value,
        ladders.indicator is not null as is_judged,
        outcome_tests.indicator is not null as is_outcome,
        row_number() over (
            partition by read_out.kind, read_out.indicator, read_out.level order by read_out.place
        ) as times
    from read_out
    left join indicator_labels on read_out.indicator = indicator_labels.indicator
    left join ladders
        on ladders.framework = $framework and read_out.indicator = ladders.indicator
    left join evidence
        on
            evidence.framework = $framework
            and evidence.area_code = $area_code
            and evidence.as_at = cast($as_at as date)
            and read_out.indicator = evidence.indicator
    left join framework_cut_points
        on
            framework_cut_points.framework = $framework
            and read_out.indicator = framework_cut_points.indicator
            and read_out.level = framework_cut_points.level
    left join outcome_tests
        on
            outcome_tests.framework = $framework
            and outcome_tests.area_code = $area_code
            and outcome_tests.as_at = cast($as_at as date)
            and read_out.indicator = outcome_tests.indicator
),

checked as (
    select
        *,
        case
            when kind not in ('figure', 'weight', 'cut_point')
                then 'it names neither a figure, a weight nor a cut point'
            when title is null then 'there is no such indicator'
            when not is_judged and not (kind = 'figure' and is_outcome)
                then 'the framework chosen does not judge this indicator here'
            when pieces <> if(kind = 'cut_point', 4, 3) then 'it has too few or too many parts'
            when value is null or not isfinite(value) then 'the value is not a number'
            when kind = 'figure' and figure_kind = 'percentage' and value not between 0 and 100
                then 'a percentage lies between 0 and 100'
            when kind = 'figure' and figure_kind <> 'difference' and value < 0
                then 'the figure cannot be below nought'
            when kind = 'weight' and value not between 0 and 10
                then 'a weight lies between 0 and 10'
            when kind = 'cut_point' and from_value is null then 'the ladder has no such level'
            when times > 1 then 'the same is changed twice; the first counts'
        end as problem
    from matched
),

moved as (
    select
        framework_cut_points.indicator,
        list(
            coalesce(checked.value, framework_cut_points.from_value)
            order by framework_cut_points.level
        ) as points
    from framework_cut_points
    left join checked
        on
            checked.kind = 'cut_point'
            and checked.problem is null
            and framework_cut_points.indicator = checked.indicator
            and framework_cut_points.level = checked.level
    where framework_cut_points.framework = $framework
    group by framework_cut_points.indicator
),

rungs as (
    select
        framework_levels.level,
        level_said(frameworks.scale, framework_levels.level, framework_levels.word) as said
    from framework_levels
    inner join frameworks on framework_levels.framework = frameworks.framework
    where framework_levels.framework = $framework
),

judged as (
    select
        checked.* exclude (problem),
        rungs.said,
        coalesce(
            checked.problem,
            case
                when
                    checked.kind = 'cut_point'
                    and moved.points <> list_sort(moved.points)
                    and moved.points <> list_reverse_sort(moved.points)
                    then 'the levels would no longer follow one another'
            end
        ) as problem
    from checked
    left join moved on checked.indicator = moved.indicator
    left join rungs on checked.level = rungs.level
)


select
    raw,
    problem,
    coalesce(title, indicator, raw) as title,
    case kind
        when 'figure' then 'figure'
        when 'weight' then 'weight'
        when 'cut_point' then 'where ' || coalesce(said, 'a level') || ' begins'
        else kind
    end as what,
    case kind
        when 'weight' then shown(today_weight, 1)
        when 'cut_point' then figure_text(from_value, figure_kind, decimals)
        else figure_text(coalesce(today_value, outcome_value), figure_kind, decimals)
    end as today,
    case kind
        when 'weight' then shown(value, 1)
        else figure_text(value, figure_kind, decimals)
    end as then_text,
    coalesce(
        string_agg(raw, ',') over (
            order by place rows between unbounded preceding and unbounded following
            exclude current row
        ), ''
    ) as without,
    coalesce(cast(to_json(
        list(
            json_object('kind', kind, 'indicator', indicator, 'level', level, 'value', value)
            order by place
        ) filter (where problem is null) over ()
    ) as text), '') as changes
from judged
order by place
