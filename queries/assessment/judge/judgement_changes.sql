-- title: Whether performance changed or the scoring rules changed
-- grain: one row for each framework, date with an earlier one, authority and theme
-- note: The rules of a framework are those of the version in force on a date: a version is a
--   framework that says whom it follows and from when. level and level_before are the judgements as
--   they were made, each by the rules of its day. before_by_these_rules is last year's figures by
--   this year's rules, now_by_former_rules the other way round. Where one version stood on both
--   dates the scoring rules did not change, and the two are equal to what was judged. may_be_same:
--   the ranges of the two judgements have a level in common, so that their figures would also fit
--   no change.

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
        theme_levels.level,
        before.level as level_before,
        before.level_low <= theme_levels.level_high and before.level_high >= theme_levels.level_low
            as may_be_same,
        before_by_these_rules.level as before_by_these_rules,
        now_by_former_rules.level as now_by_former_rules
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
    level,
    level_before,
    before_by_these_rules,
    now_by_former_rules,
    may_be_same,
    case
        when level is null or level_before is null then 'cannot be compared'
        when level = level_before and coalesce(before_by_these_rules = level, false)
            then 'no change'
        when ruler = former_ruler then 'performance changed'
        when before_by_these_rules is null then 'cannot be compared'
        when level = level_before then 'performance and the rules both changed, hiding each other'
        when before_by_these_rules = level_before then 'performance changed'
        when before_by_these_rules = level then 'the scoring rules changed'
        else 'performance and the rules both changed'
    end as what_changed
from judged
order by framework, area_code, as_at, theme
