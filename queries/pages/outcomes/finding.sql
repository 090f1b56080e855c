-- title: How an authority's outcomes stand, in a sentence
-- params: area_code, as_at
-- note: Better, worse, improving and worsening only where tested; what could not be tested is
--  counted too: where that is most of them, only sides of the neighbours' figure can be counted.
--  Outcomes that say nearly the same are counted each.

with counted as (
    select *
    from outcome_counts
    where area_code = $area_code and as_at = cast($as_at as date)
    union all by name
    select
        0 as known,
        0 as better,
        0 as worse,
        0 as alike,
        0 as tested,
        0 as untested,
        0 as better_side,
        0 as worse_side,
        0 as directed,
        0 as improving,
        0 as worsening
    where not exists (
        from outcome_counts
        where area_code = $area_code and as_at = cast($as_at as date)
    )
),

listed as (
    select count(*) as outcomes
    from indicator_labels
    where theme = 'outcomes' and status <> 'retired'
),

parts as (
    select
        indicator_labels.kind = 'difference' as is_gap,
        case
            when
                2 * count(*) filter (where latest_outcomes.verdict is null)
                > count(latest_outcomes.value)
                then
                    ': ' || count(*) filter (
                        where latest_outcomes.verdict = 'better' or latest_outcomes.side = 'better'
                    ) || ' of ' || count(latest_outcomes.value)
                    || ' on the better side of neighbours, most untested'
            else
                ': ' || count(*) filter (where latest_outcomes.verdict = 'better') || ' of '
                || count(latest_outcomes.value) || ' better than neighbours, '
                || count(*) filter (where latest_outcomes.verdict = 'worse') || ' worse'
        end as said
    from latest_outcomes
    inner join indicator_labels
        on latest_outcomes.indicator = indicator_labels.indicator
    where
        latest_outcomes.area_code = $area_code
        and latest_outcomes.as_at = cast($as_at as date)
        and latest_outcomes.value is not null
        and indicator_labels.status <> 'retired'
    group by is_gap
)

select
    case
        when counted.known = 0 then areas.name || ' has no outcome figures up to this date'
        when 2 * counted.untested > counted.known
            then
                areas.name || ' is on the better side of its neighbours on '
                || coalesce(nullif(cast(counted.better + counted.better_side as text), '0'), 'none')
                || ' and on the worse on '
                || coalesce(nullif(cast(counted.worse + counted.worse_side as text), '0'), 'none')
                || ' of ' || counted.known || ' outcomes; most of them cannot be tested'
        when counted.better + counted.worse = 0
            then
                'No outcome of ' || areas.name || ' is clearly different from its neighbours ('
                || counted.known || ' compared)'
        else
            areas.name || ' does better than its neighbours on ' || counted.better
            || ' and worse on ' || counted.worse || ' of ' || counted.known || ' outcomes'
    end as headline,
    case
        when counted.known = 0 then 'No data is loaded for them.'
        else
            counted.alike
            || case counted.alike when 1 then ' is similar, ' else ' are similar, ' end
            || counted.untested || ' cannot be tested · '
            || case counted.directed
                when 0 then 'no trend could be tested'
                else
                    counted.improving || ' improving and ' || counted.worsening
                    || ' worsening of ' || counted.directed || ' whose last five points are tested'
            end
            || case
                when listed.outcomes > counted.known
                    then ' · ' || (listed.outcomes - counted.known) || ' not known'
                else ''
            end
    end as below,
    'All children and young people' || coalesce(of_all.said, ': no data') as of_all,
    'Gaps between groups' || coalesce(of_gaps.said, ': no data') as of_gaps
from counted
cross join listed
inner join areas on areas.area_code = $area_code
left join parts as of_all on not of_all.is_gap
left join parts as of_gaps on of_gaps.is_gap
