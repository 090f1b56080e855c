-- title: What leaders value and what they receive, in sentences
-- params: area_code, as_at
-- note: shown counts the items with enough answers to be shown; wave is empty where no survey is
--  loaded. A wave over twelve months old is said to be old.

with

last_wave as (
    select max(wave) as wave
    from survey_results
    where area_code = $area_code and wave <= cast($as_at as date)
),

answers as (
    select
        survey_results.*,
        survey_items.title
    from survey_results
    inner join last_wave on survey_results.wave = last_wave.wave
    inner join survey_items on survey_results.item = survey_items.item
    where survey_results.area_code = $area_code
),

wide as (
    select
        title,
        min(denominator) as fewest,
        max(denominator) as most,
        any_value(value) filter (where asked = 'valued') as valued,
        any_value(lower) filter (where asked = 'valued') as valued_lower,
        any_value(value) filter (where asked = 'received') as received,
        any_value(upper) filter (where asked = 'received') as received_upper,
        any_value(value) filter (where asked = 'barrier') as barrier,
        any_value(lower) filter (where asked = 'barrier') as barrier_lower,
        any_value(upper) filter (where asked = 'barrier') as barrier_upper
    from answers
    group by title
),

counted as (
    select
        min(fewest) as fewest,
        max(most) as most,
        count(*) filter (where valued is not null and received is not null) as shown,
        count(*) filter (where valued_lower > received_upper) as wanted_more,
        arg_max(title, valued - received) filter (where valued_lower > received_upper) as widest,
        arg_max(valued, valued - received) filter (where valued_lower > received_upper)
            as widest_valued,
        arg_max(received, valued - received) filter (where valued_lower > received_upper)
            as widest_received,
        arg_max(title, barrier) as top_barrier,
        max(barrier) as top_barrier_value,
        max(barrier_lower) >= min(barrier_upper) as barriers_differ
    from wide
),

asked as (
    select
        survey_responses.numerator,
        survey_responses.denominator,
        survey_responses.value
    from survey_responses
    inner join last_wave on survey_responses.wave = last_wave.wave
    where survey_responses.area_code = $area_code and survey_responses.grouping = 'all'
),

quietest as (
    select
        case survey_responses.grouping
            when 'phase' then 'leaders in phase ' || replace(survey_responses.in_group, '_', ' ')
            else replace(survey_responses.in_group, '_', ' ') || 's'
        end as who,
        survey_responses.value,
        survey_responses.upper < asked.value as is_lower
    from survey_responses
    inner join last_wave on survey_responses.wave = last_wave.wave
    cross join asked
    where
        survey_responses.area_code = $area_code
        and survey_responses.grouping <> 'all'
        and survey_responses.value is not null
    order by survey_responses.value
    limit 1
),

hidden as (
    select
        string_agg(
            replace(survey_responses.in_group, '_', ' '), ', ' order by survey_responses.in_group
        ) as named
    from survey_responses
    inner join last_wave on survey_responses.wave = last_wave.wave
    where
        survey_responses.area_code = $area_code
        and survey_responses.missing_reason = 'suppressed'
)

select
    last_wave.wave,
    counted.shown,
    case
        when hidden.named is not null then 'Hidden, too few to show: ' || hidden.named || '.'
        else ''
    end as hidden,
    case
        when last_wave.wave is null then 'What leaders in ' || areas.name || ' say is not known'
        when counted.shown = 0
            then 'Too few leaders in ' || areas.name || ' answered for anything to be shown'
        when counted.wanted_more = 0
            then
                'Leaders in ' || areas.name
                || ' value no kind of support clearly more than they receive it'
        when counted.wanted_more = 1
            then
                'Leaders in ' || areas.name || ' value one of ' || counted.shown
                || ' kinds of support clearly more than they receive it'
        else
            'Leaders in ' || areas.name || ' value '
            || case
                when counted.wanted_more = counted.shown then 'all ' || counted.shown
                else counted.wanted_more || ' of ' || counted.shown
            end
            || ' kinds of support clearly more than they receive them'
    end as headline,
    case
        when last_wave.wave is null then ''
        else
            'Survey of ' || strftime(last_wave.wave, '%-d %B %Y')
            || case
                when asked.value is null then ''
                else
                    ' · ' || asked.numerator || ' of ' || asked.denominator
                    || ' leaders asked answered (' || cast(round(asked.value) as integer) || '%)'
            end
            || case
                when last_wave.wave <= cast($as_at as date) - interval 1 year
                    then ' · over a year old at the date chosen'
                else ''
            end
    end as below,
    '% of leaders who answered ('
    || case
        when counted.fewest = counted.most then counted.most || ' to each item'
        else counted.fewest || ' to ' || counted.most || ' to an item'
    end
    || '); 95% intervals; widest distance first' as measure,
    case
        when counted.wanted_more > 0
            then
                'The widest distance: ' || counted.widest || ', valued by '
                || cast(round(counted.widest_valued) as integer) || '% and received by '
                || cast(round(counted.widest_received) as integer) || '%'
        else 'Valued and received cannot be told apart'
    end as difference,
    case
        when counted.top_barrier_value is null then 'Barriers cannot be shown'
        when counted.barriers_differ
            then
                'The lack of ' || lower(counted.top_barrier)
                || ' is named as a barrier most often ('
                || cast(round(counted.top_barrier_value) as integer) || '%)'
        else
            'No barrier stands out: all lie within one another''s intervals, the highest '
            || lower(counted.top_barrier) || ' ('
            || cast(round(counted.top_barrier_value) as integer) || '%)'
    end as barrier,
    case
        when quietest.is_lower
            then
                'Least heard: ' || quietest.who || ' (' || cast(round(quietest.value) as integer)
                || '% answered)'
        when quietest.who is null then 'Who did not answer cannot be told: the groups are too small'
        else 'No role or phase answered clearly less than the rest, as far as can be shown'
    end as silence
from last_wave
cross join counted
cross join hidden
inner join areas on areas.area_code = $area_code
left join asked on true
left join quietest on true
