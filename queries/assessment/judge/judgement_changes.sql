-- title: Whether performance, the rules or what is known changed
-- grain: one row for each framework, date with an earlier one, authority and theme
-- note: The rules of a framework are those of the version in force on a date: a version is a
--   framework that says whom it follows and from when. named and named_before are the judgements
--   as they were made, each by the rules of its day; before_by_these_rules is last year's
--   figures by this year's rules, now_by_former_rules the other way round. Performance changed,
--   up or down (way), only where the same indicators are counted on both dates and the two runs
--   have no level in common, whatever is missing. Where other indicators are counted, what is
--   known changed.

with recursive versions as (
    select
        framework,
        framework as ruler,
        rules_from,
        follows
    from frameworks
    union
    select
        versions.framework,
        frameworks.framework as ruler,
        frameworks.rules_from,
        frameworks.follows
    from versions
    inner join frameworks on versions.follows = frameworks.framework
),

-- The version in force: the latest begun by then, or else the first there ever was.
rulers as (
    select
        versions.framework,
        assessment_dates.as_at,
        arg_max(
            versions.ruler,
            (
                versions.rules_from <= assessment_dates.as_at,
                case
                    when versions.rules_from <= assessment_dates.as_at
                        then date_diff('day', date '1900-01-01', versions.rules_from)
                    else date_diff('day', versions.rules_from, date '1900-01-01')
                end
            )
        ) as ruler
    from versions
    cross join assessment_dates
    group by versions.framework, assessment_dates.as_at
),

pairs as (
    select
        now_ruler.framework,
        assessment_dates.as_at,
        assessment_dates.previous_as_at,
        now_ruler.ruler,
        before_ruler.ruler as former_ruler
    from assessment_dates
    inner join rulers as now_ruler on assessment_dates.as_at = now_ruler.as_at
    inner join rulers as before_ruler
        on
            now_ruler.framework = before_ruler.framework
            and assessment_dates.previous_as_at = before_ruler.as_at
),

judged as (
    select
        pairs.framework,
        pairs.as_at,
        pairs.previous_as_at,
        theme_levels.area_code,
        theme_levels.theme,
        pairs.ruler,
        pairs.former_ruler,
        theme_levels.level_low,
        theme_levels.level_high,
        theme_levels.named,
        before.level_low as low_before,
        before.level_high as high_before,
        before.named as named_before,
        before_by_these_rules.named as before_by_these_rules,
        now_by_former_rules.named as now_by_former_rules,
        theme_levels.counted = before_by_these_rules.counted as is_of_the_same,
        case
            when theme_levels.level_low > before_by_these_rules.open_high then 'rose'
            when theme_levels.open_high < before_by_these_rules.level_low then 'fell'
        end as way
    from pairs
    inner join theme_levels
        on pairs.ruler = theme_levels.framework and pairs.as_at = theme_levels.as_at
    left join theme_levels as before
        on
            pairs.former_ruler = before.framework
            and pairs.previous_as_at = before.as_at
            and theme_levels.area_code = before.area_code
            and theme_levels.theme = before.theme
    left join theme_levels as before_by_these_rules
        on
            pairs.ruler = before_by_these_rules.framework
            and pairs.previous_as_at = before_by_these_rules.as_at
            and theme_levels.area_code = before_by_these_rules.area_code
            and theme_levels.theme = before_by_these_rules.theme
    left join theme_levels as now_by_former_rules
        on
            pairs.former_ruler = now_by_former_rules.framework
            and pairs.as_at = now_by_former_rules.as_at
            and theme_levels.area_code = now_by_former_rules.area_code
            and theme_levels.theme = now_by_former_rules.theme
)

select
    framework,
    as_at,
    previous_as_at,
    area_code,
    theme,
    ruler,
    former_ruler,
    ruler <> former_ruler as ruler_changed,
    named,
    named_before,
    level_low,
    level_high,
    low_before,
    high_before,
    before_by_these_rules,
    now_by_former_rules,
    case when is_of_the_same then way end as way,
    case
        when level_low is null or low_before is null or before_by_these_rules is null
            then 'cannot be compared'
        when is_of_the_same and way is not null and before_by_these_rules <> named_before
            then 'performance changed and the rules changed'
        when is_of_the_same and way is not null then 'performance changed'
        when before_by_these_rules <> named_before then 'the rules changed'
        when named = named_before then 'no change'
        when not is_of_the_same then 'what is known changed'
        else 'no certain change'
    end as what_changed
from judged
order by framework, area_code, as_at, theme
