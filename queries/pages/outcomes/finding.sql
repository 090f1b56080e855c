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
                then 'untested'
            else 'many'
        end as outcomes_part_form,
        {
            'known': count(latest_outcomes.value),
            'better': count(*) filter (where latest_outcomes.verdict = 'better'),
            'better_side': count(*) filter (
                where latest_outcomes.verdict = 'better' or latest_outcomes.side = 'better'
            ),
            'worse': count(*) filter (where latest_outcomes.verdict = 'worse')
        } as facts
    from latest_outcomes
    inner join indicator_labels
        on latest_outcomes.indicator = indicator_labels.indicator
    where
        latest_outcomes.area_code = $area_code
        and latest_outcomes.as_at = cast($as_at as date)
        and latest_outcomes.value is not null
        and indicator_labels.status <> 'retired'
    group by is_gap
),

formed as (
    select
        counted.*,
        case
            when counted.known = 0 then 'silent'
            when counted.tested = 0 then 'untestable'
            when 2 * counted.untested > counted.known then 'untested'
            when counted.better + counted.worse = 0 then 'none'
            else 'many'
        end as outcomes_page_form,
        case
            when counted.known = 0 then 'silent'
            when counted.directed = 0 then 'none'
            else 'many'
        end as outcomes_below_form,
        case
            when counted.known between 1 and listed.outcomes - 1 then 'some'
        end as outcomes_missing_form,
        {
            'name': areas.name,
            'known': counted.known,
            'better': counted.better,
            'worse': counted.worse,
            'better_side': coalesce(
                nullif(cast(counted.better + counted.better_side as text), '0'), 'none'
            ),
            'worse_side': coalesce(
                nullif(cast(counted.worse + counted.worse_side as text), '0'), 'none'
            ),
            'alike': counted.alike,
            'untested': counted.untested,
            'tested': counted.better + counted.worse + counted.alike,
            'by_chance': if(
                counted.better + counted.worse + counted.alike < 20, 'fewer than one',
                shown(0.05 * (counted.better + counted.worse + counted.alike), 0)
            ),
            'directed': counted.directed,
            'improving': counted.improving,
            'worsening': counted.worsening,
            'missing': listed.outcomes - counted.known
        } as facts
    from counted
    cross join listed
    inner join areas on areas.area_code = $area_code
),

-- Each part with its heading, whether or not anything is known of it.
headed as (
    select
        kinds.is_gap,
        {
            'what': wordings.words[if(kinds.is_gap, 'outcomes_of.gaps', 'outcomes_of.all')],
            'known': parts.facts.known,
            'better': parts.facts.better,
            'better_side': parts.facts.better_side,
            'worse': parts.facts.worse
        } as facts,
        case
            when parts.is_gap is null then 'silent'
            else parts.outcomes_part_form
        end as outcomes_part_form
    from (select unnest([true, false]) as is_gap) as kinds
    cross join wordings
    left join parts on kinds.is_gap = parts.is_gap
)

select
    filled(wordings.words['outcomes_page.' || formed.outcomes_page_form], formed.facts) as headline,
    concat_ws(
        ' · ',
        filled(wordings.words['outcomes_below.' || formed.outcomes_below_form], formed.facts),
        filled(wordings.words['outcomes_missing.' || formed.outcomes_missing_form], formed.facts)
    ) as below,
    filled(wordings.words['outcomes_part.' || of_all.outcomes_part_form], of_all.facts) as of_all,
    filled(wordings.words['outcomes_part.' || of_gaps.outcomes_part_form], of_gaps.facts) as of_gaps
from formed
cross join wordings
inner join headed as of_all on not of_all.is_gap
inner join headed as of_gaps on of_gaps.is_gap
