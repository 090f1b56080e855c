-- title: What leaders value and what they receive, in sentences
-- grain: one row for each authority and assessment date
-- note: Of the last survey up to the date; wave is empty where no survey is loaded. shown counts
--   the items with enough answers to be shown. A wave over twelve months old is said to be old.
--   Among equals the first by name is named.

with waves as (
    select distinct
        area_code,
        wave
    from survey_results
),

wide as (
    select
        survey_results.area_code,
        survey_results.wave,
        survey_items.title,
        min(survey_results.denominator) as fewest,
        max(survey_results.denominator) as most,
        any_value(survey_results.value) filter (where survey_results.asked = 'valued') as valued,
        any_value(survey_results.value) filter (where survey_results.asked = 'received')
            as received,
        coalesce(any_value(survey_pairs.verdict) = 'wanted_more', false) as is_wanted_more,
        any_value(survey_results.value) filter (where survey_results.asked = 'barrier') as barrier,
        any_value(survey_results.lower) filter (where survey_results.asked = 'barrier')
            as barrier_lower,
        any_value(survey_results.upper) filter (where survey_results.asked = 'barrier')
            as barrier_upper
    from survey_results
    inner join survey_items on survey_results.item = survey_items.item
    left join survey_pairs
        on
            survey_results.area_code = survey_pairs.area_code
            and survey_results.wave = survey_pairs.wave
            and survey_results.item = survey_pairs.item
    group by survey_results.area_code, survey_results.wave, survey_items.title
),

counted as (
    select
        area_code,
        wave,
        min(fewest) as fewest,
        max(most) as most,
        count(*) filter (where valued is not null and received is not null) as shown,
        count(*) filter (where is_wanted_more) as wanted_more,
        arg_max(title, valued - received order by title) filter (
            where is_wanted_more
        ) as widest,
        arg_max(valued, valued - received order by title) filter (
            where is_wanted_more
        ) as widest_valued,
        arg_max(received, valued - received order by title) filter (
            where is_wanted_more
        ) as widest_received,
        arg_max(title, barrier order by title) as top_barrier,
        max(barrier) as top_barrier_value,
        max(barrier_lower) >= min(barrier_upper) as barriers_differ
    from wide
    group by area_code, wave
),

asked as (
    select *
    from survey_responses
    where grouping = 'all'
),

quietest as (
    select
        survey_responses.area_code,
        survey_responses.wave,
        case survey_responses.grouping
            when 'phase' then 'the phase ' || replace(survey_responses.in_group, '_', ' ')
            else replace(survey_responses.in_group, '_', ' ') || 's'
        end as who,
        survey_responses.value,
        survey_responses.upper < asked.value as is_lower
    from survey_responses
    inner join asked
        on
            survey_responses.area_code = asked.area_code
            and survey_responses.wave = asked.wave
    where survey_responses.grouping <> 'all' and survey_responses.value is not null
    qualify
        row_number() over (
            partition by survey_responses.area_code, survey_responses.wave
            order by
                survey_responses.value asc,
                survey_responses.grouping asc,
                survey_responses.in_group asc
        ) = 1
),

hidden as (
    select
        area_code,
        wave,
        string_agg(replace(in_group, '_', ' '), ', ' order by in_group) as listed,
        replace(listed, 'all through', 'all-through') as named
    from survey_responses
    where missing_reason = 'suppressed'
    group by area_code, wave
),

said as (
    select
        waves.area_code,
        waves.wave,
        counted.shown,
        case
            when hidden.named is not null then 'Hidden, too few to show: ' || hidden.named || '.'
            else ''
        end as hidden,
        case
            when counted.wanted_more = 0
                then 'No kind of support is shown to be valued by more leaders than receive it in '
            when counted.shown = 1
                then 'The one kind of support shown is valued by more leaders than receive it in '
            when counted.wanted_more = counted.shown
                then
                    'All ' || counted.shown
                    || ' kinds of support are valued by more leaders than receive them in '
            else
                counted.wanted_more || ' of ' || counted.shown || ' kinds of support '
                || case counted.wanted_more when 1 then 'is' else 'are' end
                || ' valued by more leaders than receive '
                || case counted.wanted_more when 1 then 'it' else 'them' end || ' in '
        end as headline,
        'Survey of ' || strftime(waves.wave, '%-d %B %Y')
        || case
            when asked.value is null then ''
            else
                ' · ' || asked.numerator || ' of ' || asked.denominator
                || ' leaders asked answered (' || cast(round(asked.value) as integer) || '%)'
        end as below,
        '% of leaders who answered ('
        || case
            when counted.fewest = counted.most then counted.most || ' to each item'
            else counted.fewest || ' to ' || counted.most || ' to an item'
        end
        || '); 95% intervals; tested as pairs of answers of the same leaders, about '
        || if(counted.shown < 20, 'fewer than one', cast(round(counted.shown * 0.05) as text))
        || ' of ' || counted.shown || ' will differ by chance alone; biggest gap first' as measure,
        case
            when counted.wanted_more > 0
                then
                    'Biggest gap: ' || counted.widest || ', valued by '
                    || cast(round(counted.widest_valued) as integer) || '% and received by '
                    || cast(round(counted.widest_received) as integer) || '%'
            else 'No clear gap between what is valued and what is received'
        end as difference,
        case
            when counted.top_barrier_value is null then 'Barriers cannot be shown'
            when counted.barriers_differ
                then
                    'The lack of ' || lower(counted.top_barrier)
                    || ' is named as a barrier most often ('
                    || cast(round(counted.top_barrier_value) as integer) || '%)'
            else
                'No barrier stands out: all lie within one another''s intervals, highest for '
                || lower(counted.top_barrier) || ' ('
                || cast(round(counted.top_barrier_value) as integer) || '%)'
        end as barrier,
        case
            when quietest.is_lower
                then
                    'Least heard: ' || quietest.who || ' ('
                    || cast(round(quietest.value) as integer) || '% answered)'
            when quietest.who is null
                then 'The groups are too small to say who did not answer'
            else 'No role or phase is shown to have answered less than the rest'
        end as silence
    from waves
    inner join counted on waves.area_code = counted.area_code and waves.wave = counted.wave
    left join asked on waves.area_code = asked.area_code and waves.wave = asked.wave
    left join quietest on waves.area_code = quietest.area_code and waves.wave = quietest.wave
    left join hidden on waves.area_code = hidden.area_code and waves.wave = hidden.wave
)

select
    dated_areas.area_code,
    dated_areas.as_at,
    said.wave,
    coalesce(said.shown, 0) as shown,
    coalesce(said.hidden, '') as hidden,
    case
        when said.wave is null
            then 'What leaders in ' || dated_areas.name || ' say is not collected'
        when said.shown = 0
            then 'Too few leaders in ' || dated_areas.name || ' answered for anything to be shown'
        else said.headline || dated_areas.name
    end as headline,
    coalesce(said.below, '')
    || case
        when said.wave <= dated_areas.as_at - interval 1 year
            then ' · over a year old at the date chosen'
        else ''
    end as below,
    said.measure,
    said.difference,
    said.barrier,
    said.silence
from dated_areas
left join said on dated_areas.area_code = said.area_code and dated_areas.as_at >= said.wave
qualify
    row_number() over (
        partition by dated_areas.area_code, dated_areas.as_at
        order by said.wave desc nulls last
    ) = 1
order by dated_areas.area_code, dated_areas.as_at
