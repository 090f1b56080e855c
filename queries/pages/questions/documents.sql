-- title: Documents registered as evidence for the themes of a framework
-- params: area_code, as_at, framework

with rules as (
    select cast(max(value) as integer) as years
    from framework_limits
    where framework = $framework and rule = 'document_years'
)

select
    framework_themes.theme,
    framework_themes.title as theme_title,
    evidence_items.shows,
    evidence_items.dated_on,
    case
        when evidence_items.dated_on <= cast($as_at as date) - to_years(rules.years) then 'too old'
        else ''
    end as age
from evidence_items
inner join framework_themes
    on evidence_items.theme = framework_themes.theme and framework_themes.framework = $framework
cross join rules
where
    evidence_items.area_code = $area_code
    and evidence_items.dated_on <= cast($as_at as date)
order by framework_themes.position asc, evidence_items.dated_on desc
