-- title: How a theme's level was reached, changed and tried, line by line
-- params: area_code, as_at, framework, theme
-- note: heading is where the line belongs.

-- The levels of every ruler by its name and their numbers, as a table names them.
with ladders as (
    select
        map_from_entries(list(((framework, level), judgement))) as judgement,
        map_from_entries(list(((framework, level), short))) as short,
        bool_or(is_named) filter (where framework = $framework) as is_named
    from rungs
),

theme as (
    select
        judgement_changes.level,
        judgement_changes.what_changed || case
            when
                judgement_changes.what_changed = 'performance changed'
                and judgement_changes.may_be_same
                then ', though the figures would also fit no change'
            else ''
        end as what_changed,
        judgement_changes.ruler_changed,
        judgement_changes.previous_as_at,
        ladders.judgement[(judgement_changes.former_ruler, judgement_changes.level_before)]
            as then_by_then,
        ladders.judgement[(judgement_changes.ruler, judgement_changes.before_by_these_rules)]
            as then_by_now,
        ladders.judgement[(judgement_changes.former_ruler, judgement_changes.now_by_former_rules)]
            as now_by_then,
        ladders.judgement[(judgement_changes.ruler, judgement_changes.level)] as now_by_now,
        if(ladders.is_named, '', 'level ')
        || ladders.short[(judgement_changes.ruler, theme_robustness.level_low)] || ' to '
        || ladders.short[(judgement_changes.ruler, theme_robustness.level_high)] as drawn,
        theme_robustness.level_low = theme_robustness.level_high as is_one,
        theme_robustness.draws,
        theme_robustness.holds,
        theme_robustness.rank,
        theme_robustness.rank_low,
        theme_robustness.rank_high,
        theme_robustness.areas,
        theme_robustness.matters_most
    from judgement_changes
    cross join ladders
    left join theme_robustness
        on
            judgement_changes.framework = theme_robustness.framework
            and judgement_changes.as_at = theme_robustness.as_at
            and judgement_changes.area_code = theme_robustness.area_code
            and judgement_changes.theme = theme_robustness.theme
    where
        judgement_changes.framework = $framework
        and judgement_changes.area_code = $area_code
        and judgement_changes.as_at = cast($as_at as date)
        and judgement_changes.theme = $theme
),

lines as (
    select
        'Did performance change, or the scoring rules?' as heading,
        unnest([
            'Last year, under last year’s rules',
            'Last year, under this year’s rules',
            'This year, under last year’s rules',
            'This year, under this year’s rules',
            'So'
        ]) as name,
        unnest([
            coalesce(then_by_then, 'not assessed')
            || coalesce(' (' || strftime(previous_as_at, '%-d %b %Y') || ')', ''),
            coalesce(then_by_now, 'not assessed'),
            coalesce(now_by_then, 'not assessed'),
            coalesce(now_by_now, 'not assessed'),
            what_changed || case
                when ruler_changed then ''
                else ' (the rules are the same at both dates)'
            end
        ]) as said
    from theme
    union all
    select
        'How sure' as heading,
        unnest(['Stands', 'Ranges over', 'Rank', 'What matters most', 'What was tested']) as name,
        unnest([
            'in ' || shown(holds, 0) || '% of ' || shown(draws, 0) || ' draws',
            if(is_one, 'one level only', drawn),
            case
                when rank_low = rank_high then rank || ' of ' || areas
                else
                    rank || ' of ' || areas || ' by the judgement itself; ' || rank_low || ' to '
                    || rank_high || ' over the tests'
            end,
            case matters_most
                when 'figures' then 'chance in the figures: their intervals are wide'
                when 'thresholds' then 'where the cut points lie'
                when 'weights' then 'the weights'
                when 'indicators' then 'which indicators are in'
                else 'none: nothing tested changes it'
            end,
            'weights, thresholds, figures within their intervals, and one indicator left out'
        ]) as said
    from theme
    where holds is not null
    union all
    select
        'How sure' as heading,
        'Not tested for this date' as name,
        'only the last two dates are tested: ' || (
            select
                coalesce(
                    string_agg(strftime(dates.as_at, '%-d %b %Y'), ' and ' order by dates.as_at),
                    'none'
                )
            from (select distinct theme_robustness.as_at from theme_robustness) as dates
        ) as said
    from theme
    where holds is null and level is not null
    union all
    select
        'How sure' as heading,
        'Not in the range' as name,
        'chance in figures that have no interval: it is not tried' as said
    from theme_levels
    where
        theme_levels.framework = $framework
        and theme_levels.area_code = $area_code
        and theme_levels.as_at = cast($as_at as date)
        and theme_levels.theme = $theme
        and not theme_levels.is_tested
)

select *
from lines
