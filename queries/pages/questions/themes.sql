-- title: Gaps in the evidence of each theme, by kind, and its documents
-- params: area_code, as_at, framework

with owed as (
    select
        theme,
        count(*) filter (where kind = 'contradictory') as contradictory,
        count(*) filter (where kind = 'missing') as missing,
        count(*) filter (where kind = 'stale') as stale,
        count(*) filter (where kind = 'thin') as thin,
        count(*) filter (where kind = 'hidden') as hidden
    from evidence_gaps
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
    theme_summaries.theme,
    theme_summaries.title,
    theme_summaries.judgement,
    theme_summaries.used || ' of ' || theme_summaries.possible as evidence,
    coalesce(owed.contradictory, 0) as contradictory,
    coalesce(owed.missing, 0) as missing,
    coalesce(owed.stale, 0) as stale,
    coalesce(owed.thin, 0) as thin,
    coalesce(owed.hidden, 0) as hidden,
    coalesce(documents.documents, 0) as documents,
    documents.last_dated
from theme_summaries
left join owed on theme_summaries.theme = owed.theme
left join documents on theme_summaries.theme = documents.theme
where
    theme_summaries.framework = $framework
    and theme_summaries.area_code = $area_code
    and theme_summaries.as_at = cast($as_at as date)
order by theme_summaries.position
