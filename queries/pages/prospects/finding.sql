-- title: How many candidate flags, and how many authorities have one
-- params: area_code, as_at, framework

with flags as (
    select
        count(*) filter (where flag = 'red') as red,
        count(*) filter (where flag = 'green') as green,
        count(*) filter (where flag is null and acted_on) as acted_on,
        count(*) filter (where flag is null and acted_on is null) as unanswered
    from prospects
    where
        framework = $framework
        and area_code = $area_code
        and as_at = cast($as_at as date)
),

everyone as (
    select
        count(distinct theme_levels.area_code) as areas,
        count(distinct prospects.area_code) filter (where prospects.flag = 'red') as with_red,
        count(distinct prospects.area_code) filter (where prospects.flag = 'green') as with_green
    from theme_levels
    left join prospects
        on
            theme_levels.framework = prospects.framework
            and theme_levels.as_at = prospects.as_at
            and theme_levels.area_code = prospects.area_code
    where theme_levels.framework = $framework and theme_levels.as_at = cast($as_at as date)
),

tests as (
    select
        count(*) as outcomes,
        count(*) filter (where is_testable) as testable
    from outcome_prospects
    where
        framework = $framework
        and area_code = $area_code
        and as_at = cast($as_at as date)
),

given_then as (
    select string_agg(words, '; ' order by kind, words) as words
    from named_2009
    where area_code = $area_code and published_on = cast($as_at as date)
),

rules as (
    select count(*) > 0 as has_flags
    from framework_limits
    where framework = $framework and rule in ('red_signs', 'green_from_level')
)

select
    case
        when not rules.has_flags
            then frameworks.title || ' has no flags, so none is proposed for ' || areas.name
        when flags.red + flags.green = 0 and tests.testable = 0
            then
                areas.name || ' has no candidate flag: not one of its ' || tests.outcomes
                || ' outcomes can be tested'
        when flags.red + flags.green = 0
            then areas.name || ' has no candidate flag'
        else
            areas.name || ' has '
            || concat_ws(
                ' and ',
                case when flags.red > 0 then flags.red || ' red' end,
                case when flags.green > 0 then flags.green || ' green' end
            )
            || if(flags.red + flags.green = 1, ' candidate flag', ' candidate flags')
    end
    || case
        when flags.acted_on = 0 then ''
        when flags.acted_on = 1 then '; 1 concern is known and acted on'
        else '; ' || flags.acted_on || ' concerns are known and acted on'
    end
    || case
        when flags.unanswered = 0 then ''
        when flags.unanswered = 1
            then '; for 1 concern none can be proposed: no register of actions is loaded'
        else
            '; for ' || flags.unanswered
            || ' concerns none can be proposed: no register of actions is loaded'
    end as headline,
    'as at ' || strftime(cast($as_at as date), '%-d %b %Y')
    || case
        when rules.has_flags
            then
                ' · of ' || everyone.areas || ' authorities '
                || everyone.with_red || ' have a red flag, ' || everyone.with_green
                || ' a green one'
        else ''
    end
    || coalesce(' · given that day, as the press named it: ' || given_then.words, '') as below
from flags
cross join given_then
cross join everyone
cross join rules
cross join tests
inner join frameworks on frameworks.framework = $framework
inner join areas on areas.area_code = $area_code
