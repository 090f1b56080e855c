-- title: What each theme owes, by kind, and its documents
-- params: area_code, as_at, framework

with owed as (
    select
        theme,
        count(*) filter (where kind = 'contradictory') as contradictory,
        count(*) filter (where kind = 'missing') as missing,
        count(*) filter (where kind = 'stale') as stale,
        count(*) filter (where kind = 'thin') as thin,
        count(*) filter (where kind = 'hidden') as hidden,
        count(*) filter (where kind = 'undocumented') as undocumented
    from evidence_debt
    where
        framework = $framework
        and area_code = $area_code
        and as_at = cast($as_at as date)
    group by theme
),

documents as (
    select
        theme,
        count(*) as documents,
        max(dated_on) as last_dated
    from evidence_items
    where area_code = $area_code and dated_on <= cast($as_at as date)
    group by theme
)

select
    framework_themes.theme,
    framework_themes.title,
    case
        when theme_levels.level is null then 'not assessed'
        when frameworks.scale = 'named' then framework_levels.word
        else theme_levels.level || ' ' || framework_levels.word
    end as judgement,
    coalesce(theme_levels.evidence_used, 0) || ' of ' || coalesce(theme_levels.evidence_possible, 0)
        as evidence,
    coalesce(owed.contradictory, 0) as contradictory,
    coalesce(owed.missing, 0) as missing,
    coalesce(owed.stale, 0) as stale,
    coalesce(owed.thin, 0) as thin,
    coalesce(owed.hidden, 0) as hidden,
    coalesce(documents.documents, 0) as documents,
    documents.last_dated
from framework_themes
inner join frameworks on framework_themes.framework = frameworks.framework
left join theme_levels
    on
        framework_themes.framework = theme_levels.framework
        and framework_themes.theme = theme_levels.theme
        and theme_levels.area_code = $area_code
        and theme_levels.as_at = cast($as_at as date)
left join framework_levels
    on
        theme_levels.framework = framework_levels.framework
        and theme_levels.level = framework_levels.level
left join owed on framework_themes.theme = owed.theme
left join documents on framework_themes.theme = documents.theme
where framework_themes.framework = $framework
order by framework_themes.position
