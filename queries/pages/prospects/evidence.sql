-- title: Themes at the level a green flag needs, or with a practice claimed to be innovative
-- params: area_code, as_at, framework

with rules as (
    select
        max(value) filter (where rule = 'green_from_level') as from_level,
        cast(max(value) filter (where rule = 'green_evidence_years') as integer) as years
    from framework_limits
    where framework = $framework
)

select
    framework_themes.theme as id,
    framework_themes.title as theme_title,
    theme_levels.level,
    coalesce(evidence_items.shows, 'nothing registered in the years the rule counts') as shows,
    evidence_items.dated_on,
    case evidence_items.practice when 'innovative' then 'innovative, by its own claim' else '' end
        as practice_text,
    case
        when evidence_items.evidence_id is null then 'no: no evidence'
        when theme_levels.level is null then 'no: the level is not certain'
        when theme_levels.level < rules.from_level then 'no: the level is too low'
        when coalesce(evidence_items.practice, '') <> 'innovative'
            then 'no: nothing that others could learn'
        when evidence_items.link is null then 'no: the document cannot be read'
        else 'candidate green'
    end as flag_text
from theme_levels
cross join rules
inner join framework_themes
    on
        theme_levels.framework = framework_themes.framework
        and theme_levels.theme = framework_themes.theme
left join evidence_items
    on
        theme_levels.area_code = evidence_items.area_code
        and theme_levels.theme = evidence_items.theme
        and theme_levels.as_at >= evidence_items.dated_on
        and evidence_items.dated_on > theme_levels.as_at - to_years(rules.years)
where
    theme_levels.framework = $framework
    and theme_levels.area_code = $area_code
    and theme_levels.as_at = cast($as_at as date)
    and (theme_levels.level_low >= rules.from_level or evidence_items.practice = 'innovative')
order by framework_themes.position asc, evidence_items.dated_on desc
