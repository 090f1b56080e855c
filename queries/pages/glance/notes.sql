-- title: What the framework chosen makes of levels, outcomes and flags, in words
-- params: area_code, as_at, framework
-- note: limits says how levels are named, outcomes whether they count towards
--   the levels, and no_flag what it means that there is none.

with judged as (
    select count(*) as outcomes
    from ladders
    inner join framework_bearings
        on
            ladders.framework = framework_bearings.framework
            and ladders.indicator = framework_bearings.indicator
    inner join indicator_labels on ladders.indicator = indicator_labels.indicator
    where
        ladders.framework = $framework
        and framework_bearings.theme is not null
        and indicator_labels.theme = 'outcomes'
),

shares as (
    select
        count(distinct area_code) as areas,
        count(distinct area_code) filter (where flag is not null) as flagged
    from (
        select
            theme_levels.area_code,
            prospects.flag
        from theme_levels
        left join prospects
            on
                theme_levels.framework = prospects.framework
                and theme_levels.as_at = prospects.as_at
                and theme_levels.area_code = prospects.area_code
        where
            theme_levels.framework = $framework
            and theme_levels.as_at = cast($as_at as date)
    ) as everyone
),

flags as (
    select count(*) > 0 as has_flags
    from framework_limits
    where framework = $framework and rule in ('red_signs', 'green_from_level')
),

tests as (
    select
        count(*) as outcomes,
        count(*) filter (where not is_testable) as untested
    from outcome_prospects
    where
        framework = $framework
        and area_code = $area_code
        and as_at = cast($as_at as date)
)

select
    case
        when not frameworks.names_levels
            then
                'This framework is another body’s. Evidence is shown, no level.'
        else
            'Levels are this product’s own judgement under the framework chosen. A theme is named '
            || 'at a level, or at two, where the figures are sure enough; otherwise it is “not '
            || 'assessed”.'
    end as limits,
    case judged.outcomes
        when 0 then 'Not counted in the levels' else 'This framework counts them in its levels too'
    end || '. Grey band: middle half of the neighbours' as outcomes,
    'Every indicator of the framework has evidence. Themes with no indicators are not assessed.'
        as none_missing,
    'No national indicator measures partnership with schools. Capacity is not shown to predict '
    || 'outcomes: the National Audit Office (2009) did not demonstrate a link between how '
    || 'partnerships are managed and school improvement.' as caution,
    case
        when not flags.has_flags then 'This framework has no flags.'
        when tests.outcomes = 0
            then 'No candidate flag: there is no data for the outcomes that flags use.'
        when tests.untested = tests.outcomes
            then
                'No candidate flag: a red flag cannot be suggested because no outcome here can be '
                || 'tested.'
        when tests.untested > 0
            then
                'No candidate flag here; ' || shares.flagged || ' of ' || shares.areas
                || ' authorities have one. ' || tests.untested || ' of ' || tests.outcomes
                || ' outcomes cannot be tested.'
        else
            'No candidate flag here; ' || shares.flagged || ' of ' || shares.areas
            || ' authorities have one.'
    end as no_flag
from judged
cross join flags
cross join shares
cross join tests
inner join frameworks on frameworks.framework = $framework
