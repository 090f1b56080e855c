-- title: What the last build that changed something changed, in a sentence

with made as (
    select
        max(built_at) filter (where name = 'figures_changes') as figures_at,
        max(built_at) filter (where name = 'theme_levels_changes') as levels_at
    from build_steps
),

counted as (
    select
        made.*,
        (select count(*) from figures_changes) as figures,
        (select count(distinct figures_changes.indicator) from figures_changes) as indicators,
        (select count(*) from theme_levels_changes) as levels
    from made
)

select
    case
        when figures + levels = 0 then 'No figure and no level has changed since the first build'
        else
            'The last edit changed '
            || case figures
                when 0 then 'no figure' when 1 then 'one figure' else figures || ' figures'
            end
            || case
                when figures > 0
                    then
                        ' of '
                        || indicators
                        || case indicators when 1 then ' indicator' else ' indicators' end
                else ''
            end
            || ' and '
            || case levels
                when 0 then 'no level' when 1 then 'one level' else levels || ' levels'
            end
    end as headline,
    case
        when figures + levels = 0
            then
                'Figures and levels that changed after the last edit or import are listed '
                || 'here.'
        else
            'Figures last updated on '
            || strftime(cast(figures_at as timestamp), '%-d %B %Y, %H:%M')
            || ', levels on ' || strftime(cast(levels_at as timestamp), '%-d %B %Y, %H:%M')
            || ' (UTC). Each is compared with its earlier version.'
    end as below
from counted
