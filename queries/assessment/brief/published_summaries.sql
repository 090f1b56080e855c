-- title: What published evidence says of each authority, in a headline
-- grain: one row for each framework with published evidence, date and authority
-- note: touched counts the themes of which something is published, silent lists the others. The
--   headline gives the outcome that differs most from the neighbours where a test says so, and
--   what inspectors last said where that is not over three years old: no blame, and no level.
--   speaks: there is anything to say, and it is not invented.

with touched as (
    select
        framework,
        as_at,
        area_code,
        count(distinct theme) as touched,
        count(*) as pieces,
        list(distinct theme order by theme) as themes
    from published_evidence
    group by framework, as_at, area_code
),

framed as (
    select distinct framework
    from stg_reference__framework_published
),

standing as (
    select
        framed.framework,
        assessment_dates.as_at,
        areas.area_code,
        areas.name
    from framed
    cross join assessment_dates
    inner join areas
        on
            areas.area_type = 'authority'
            and coalesce(assessment_dates.as_at >= areas.valid_from, true)
            and coalesce(assessment_dates.as_at <= areas.valid_to, true)
),

listed_themes as (
    select
        standing.framework,
        standing.as_at,
        standing.area_code,
        any_value(standing.name) as name,
        count(*) as themes,
        coalesce(any_value(touched.touched), 0) as touched,
        coalesce(any_value(touched.pieces), 0) as pieces,
        list(framework_themes.title order by framework_themes.position) filter (
            where not coalesce(list_contains(touched.themes, framework_themes.theme), false)
        ) as silent
    from standing
    inner join framework_themes on standing.framework = framework_themes.framework
    left join touched
        on
            standing.framework = touched.framework
            and standing.as_at = touched.as_at
            and standing.area_code = touched.area_code
    group by standing.framework, standing.as_at, standing.area_code
),

leads as (
    select
        findings.framework,
        findings.as_at,
        findings.area_code,
        findings.indicator,
        findings.place,
        findings.strength,
        inside_sentence(findings.title) || ': '
        || figure_text(findings.value, findings.kind, findings.decimals)
        || if(findings.kind = 'rate', ' ' || findings.unit, '')
        || case
            when findings.kind <> 'rate' then ' against '
            when quotient(findings.value, findings.beside_value) between 0.45 and 0.55
                then ', half the '
            when quotient(findings.value, findings.beside_value) between 1.8 and 2.2
                then ', twice the '
            else ' against '
        end
        || figure_text(findings.beside_value, findings.kind, findings.decimals)
        || ' among neighbours, ' || findings.period_text as said
    from findings
    where
        findings.theme is null
        and findings.is_apart
    qualify row_number() over (
        partition by findings.framework, findings.as_at, findings.area_code
        order by findings.strength desc, findings.indicator asc
    ) = 1
),

-- Those that belong to the framework; on the day of its ratings these too.
reports as (
    select
        framed.framework,
        dated_inspections.as_at,
        dated_inspections.area_code,
        'inspectors on ' || dated_inspections.said_short || ', '
        || strftime(dated_inspections.published_on, '%b %Y') as said
    from framed
    inner join dated_inspections
        on
            framed.framework = dated_inspections.kind
            and dated_inspections.title <> 'Flag of 2009'
            or exists (
                from stg_reference__framework_published as published
                where
                    published.framework = framed.framework
                    and published.evidence = dated_inspections.kind
            )
    where dated_inspections.said_short is not null and not dated_inspections.is_old
    qualify row_number() over (
        partition by framed.framework, dated_inspections.as_at, dated_inspections.area_code
        order by
            array_position(['area_send', 'ilacs', 'caa_2009'], dated_inspections.kind),
            dated_inspections.title
    ) = 1
)

select
    listed_themes.framework,
    listed_themes.as_at,
    listed_themes.area_code,
    listed_themes.touched,
    listed_themes.pieces,
    listed_themes.themes,
    listed_themes.silent,
    leads.indicator,
    (listed_themes.touched > 0 or leads.said is not null or reports.said is not null)
    and not exists (from stg_demonstration__areas) as speaks,
    leads.said as lead_said,
    reports.said as report_said,
    concat_ws(
        '; ',
        if(
            listed_themes.touched = 0,
            'Nothing that is published and loaded touches ',
            'Published evidence touches ' || listed_themes.touched || ' of '
        )
        || possessive(listed_themes.name) || ' '
        || listed_themes.themes || if(listed_themes.themes = 1, ' theme', ' themes'),
        leads.said,
        reports.said
    ) as headline
from listed_themes
left join leads
    on
        listed_themes.framework = leads.framework
        and listed_themes.as_at = leads.as_at
        and listed_themes.area_code = leads.area_code
left join reports
    on
        listed_themes.framework = reports.framework
        and listed_themes.as_at = reports.as_at
        and listed_themes.area_code = reports.area_code
order by listed_themes.framework, listed_themes.area_code, listed_themes.as_at
