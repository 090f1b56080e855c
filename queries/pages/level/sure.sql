-- title: How a theme's level was reached, changed and tried, line by line
-- params: area_code, as_at, framework, theme
-- note: heading is where the line belongs; nothing is said of the whole where the framework gives
--   no rating of it.

with theme as (
    select
        judgement_changes.*,
        theme_robustness.draws,
        theme_robustness.holds,
        theme_robustness.level_low as drawn_low,
        theme_robustness.level_high as drawn_high,
        theme_robustness.rank,
        theme_robustness.rank_low,
        theme_robustness.rank_high,
        theme_robustness.areas,
        theme_robustness.matters_most,
        words.word,
        before.word as word_before,
        before_here.word as word_before_here,
        now_former.word as word_now_former,
        low.word as word_low,
        high.word as word_high,
        frameworks.scale
    from judgement_changes
    inner join frameworks on judgement_changes.framework = frameworks.framework
    left join theme_robustness
        on
            judgement_changes.framework = theme_robustness.framework
            and judgement_changes.as_at = theme_robustness.as_at
            and judgement_changes.area_code = theme_robustness.area_code
            and judgement_changes.theme = theme_robustness.theme
    left join framework_levels as words
        on
            judgement_changes.ruler = words.framework
            and judgement_changes.level = words.level
    left join framework_levels as before
        on
            judgement_changes.former_ruler = before.framework
            and judgement_changes.level_before = before.level
    left join framework_levels as before_here
        on
            judgement_changes.ruler = before_here.framework
            and judgement_changes.before_by_these_rules = before_here.level
    left join framework_levels as now_former
        on
            judgement_changes.former_ruler = now_former.framework
            and judgement_changes.now_by_former_rules = now_former.level
    left join framework_levels as low
        on
            judgement_changes.ruler = low.framework
            and theme_robustness.level_low = low.level
    left join framework_levels as high
        on
            judgement_changes.ruler = high.framework
            and theme_robustness.level_high = high.level
    where
        judgement_changes.framework = $framework
        and judgement_changes.area_code = $area_code
        and judgement_changes.as_at = cast($as_at as date)
        and judgement_changes.theme = $theme
),

lines as (
    select
        'Did we change, or the ruler?' as heading,
        unnest([
            'Then, by the rules of then',
            'Then, by the rules of now',
            'Now, by the rules of then',
            'Now, by the rules of now',
            'So'
        ]) as name,
        unnest([
            coalesce(
                case scale
                    when 'named' then word_before
                    else level_before || ' ' || word_before
                end,
                'not assessed'
            ) || coalesce(' (' || strftime(previous_as_at, '%-d %b %Y') || ')', ''),
            coalesce(
                case scale
                    when 'named' then word_before_here
                    else before_by_these_rules || ' ' || word_before_here
                end, 'not assessed'
            ),
            coalesce(
                case scale
                    when 'named' then word_now_former
                    else now_by_former_rules || ' ' || word_now_former
                end, 'not assessed'
            ),
            coalesce(
                case scale when 'named' then word else level || ' ' || word end, 'not assessed'
            ),
            what_changed || case
                when ruler_changed then ''
                else ' (the rules are the same at both dates)'
            end
        ]) as said
    from theme
    union all
    select
        'How sure' as heading,
        unnest(['Stands', 'Ranges over', 'Rank', 'What matters most', 'What was drawn']) as name,
        unnest([
            'in ' || shown(holds, 0) || '% of ' || shown(draws, 0) || ' draws',
            case
                when drawn_low = drawn_high then 'one level only'
                when scale = 'named' then word_low || ' to ' || word_high
                else 'level ' || drawn_low || ' to ' || drawn_high
            end,
            case
                when rank_low = rank_high then rank || ' of ' || areas
                else
                    rank || ' of ' || areas || ' by the judgement itself; ' || rank_low || ' to '
                    || rank_high || ' over the draws'
            end,
            case matters_most
                when 'figures' then 'chance in the figures: their intervals are wide'
                when 'cut points' then 'where the cut points lie'
                when 'weights' then 'the weights'
                when 'indicators' then 'which indicators are in'
                else 'none: nothing tried moves it'
            end,
            'weights, cut points, figures within their intervals, and one indicator left out'
        ]) as said
    from theme
    where holds is not null
    union all
    select
        'How sure' as heading,
        'Not drawn for this date' as name,
        'draws are made for the last two dates: ' || (
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
        'The whole, by this framework' as heading,
        unnest(['Rating of the whole', 'How']) as name,
        unnest([
            case when overall_ratings.assessed then overall_ratings.word else 'not assessed' end
            || case
                when overall_ratings.percentage_low < overall_ratings.percentage_high
                    then
                        ' (' || shown(overall_ratings.percentage, 0)
                        || '%; by the intervals of its figures '
                        || shown(overall_ratings.percentage_low, 0)
                        || ' to ' || shown(overall_ratings.percentage_high, 0) || '%)'
                else ''
            end,
            overall_ratings.why
        ]) as said
    from overall_ratings
    where
        overall_ratings.framework = $framework
        and overall_ratings.area_code = $area_code
        and overall_ratings.as_at = cast($as_at as date)
)

select *
from lines
