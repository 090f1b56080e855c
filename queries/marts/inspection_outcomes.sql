-- title: What inspectors said, with the day and the report
-- grain: one row for each area and report
-- note: Words are those of the inspectors and of nobody else. outcome is the short form of what
--   they gave, empty where they give none (joint inspections) or where it could not be read.
--   overall is their overall grade where they gave one too; words_about what their words are about.
--   stale_on is the day from which the report is old for its kind: three years. subject names
--   what was judged, is_latest the last report of its kind. An Area SEND inspection is of the
--   local area partnership, and not of a council.

with area_send as (
    select
        area_code,
        'area_send_2023' as kind,
        'Area SEND inspection' as title,
        'Ofsted and the Care Quality Commission' as inspectors,
        'arrangements for special needs' as subject,
        case outcome
            when 1 then 'typically positive experiences and outcomes'
            when 2 then 'inconsistent experiences and outcomes'
            when 3 then 'widespread and/or systemic failings'
        end as outcome,
        words,
        inspected_on,
        published_on,
        link,
        'area_send_outcomes__inspections' as source_table,
        source_line
    from stg_area_send_outcomes__inspections
),

earlier_area_send as (
    select
        area_codes.area_code,
        'area_send_2016' as kind,
        'Area SEND inspection, 2016 to 2022' as title,
        'Ofsted and the Care Quality Commission' as inspectors,
        'arrangements for special needs' as subject,
        case
            when inspections.statement_required
                then 'a written statement of action was required'
            else 'no written statement of action was required'
        end as outcome,
        inspections.inspected_on,
        inspections.published_on,
        'area_send_inspections__inspections' as source_table,
        inspections.source_line
    from stg_area_send_inspections__inspections as inspections
    inner join area_codes on inspections.gss_code = area_codes.gss_code
),

childrens_services as (
    select
        area_code,
        'ilacs' as kind,
        'Inspection of children’s services' as title,
        'Ofsted' as inspectors,
        'impact of leaders' as subject,
        leaders as outcome,
        overall,
        inspected_on,
        published_on,
        link,
        'childrens_services_inspections__latest' as source_table,
        source_line
    from stg_childrens_services_inspections__latest
),

-- Reports before the latest, by the spelling of the name that both lists share.
earlier_childrens_services as (
    select
        latest.area_code,
        'ilacs_earlier' as kind,
        'Inspection of children’s services, earlier' as title,
        'Ofsted' as inspectors,
        'impact of leaders' as subject,
        history.leaders as outcome,
        case
            when history.overall in ('outstanding', 'good', 'requires improvement', 'inadequate')
                then history.overall
        end as overall,
        history.inspected_on,
        history.published_on,
        history.link,
        'childrens_services_inspections__history' as source_table,
        history.source_line
    from stg_childrens_services_inspections__history as history
    inner join stg_childrens_services_inspections__latest as latest
        on history.name = latest.name and history.published_on < latest.published_on
    where history.leaders is not null
),

joint as (
    select
        area_code,
        'jtai' as kind,
        'Joint targeted area inspection' as title,
        'Ofsted, the Care Quality Commission and inspectors of police and probation' as inspectors,
        'agencies working together' as subject,
        coalesce(to_improve, headline, strengths) as words,
        case
            when to_improve is not null then 'what needs to improve'
            when headline is null and strengths is not null then 'strengths'
        end as words_about,
        published_on,
        link,
        'joint_inspections__inspections' as source_table,
        source_line
    from stg_joint_inspections__inspections
),

together as (
    select * from area_send
    union all by name
    select * from earlier_area_send
    union all by name
    select * from childrens_services
    union all by name
    select * from earlier_childrens_services
    union all by name
    select * from joint
)

select
    together.area_code,
    together.kind,
    together.title,
    together.inspectors,
    together.subject,
    together.outcome,
    together.overall,
    together.words,
    together.words_about,
    together.inspected_on,
    together.published_on,
    cast(together.published_on + interval 3 year as date) as stale_on,
    together.published_on = max(together.published_on) over (
        partition by together.area_code, together.kind
    ) as is_latest,
    together.link,
    together.source_table,
    together.source_line
from together
inner join areas
    on
        together.area_code = areas.area_code
        and areas.area_type = 'authority'
        and coalesce(together.published_on >= areas.valid_from, true)
order by together.area_code, together.kind, together.published_on
