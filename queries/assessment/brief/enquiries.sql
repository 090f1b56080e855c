-- title: Lines of enquiry: what a published fact asks, and which register would answer it
-- grain: one row for each framework, date, authority and line of enquiry
-- note: Columns as in sentence_facts; the wording, and each rule in words, is in
--   text/sentences.csv. Worse, better, gaining and losing only where tested and worth telling; what
--   inspectors said only where it is not over three years old. register is the form to fill; a line
--   is left out where the authority keeps that register already. Of the last dates alone.

with pieces as (
    select published_evidence.*
    from published_evidence
    inner join recent_dates on published_evidence.as_at = recent_dates.as_at
),

framed as (
    select distinct framework
    from stg_reference__framework_published
),

of_reports as (
    select
        framed.framework,
        dated_inspections.as_at,
        dated_inspections.area_code,
        case
            when dated_inspections.kind = 'ilacs' then 'enquiry_leaders'
            when dated_inspections.outcome like 'typically%' then 'enquiry_send_good'
            else 'enquiry_send'
        end as sentence,
        if(dated_inspections.outcome like 'typically%', 4.5, 0.1) as rank,
        cast(null as text) as indicator,
        case
            when dated_inspections.kind = 'ilacs' then 'forums'
            when dated_inspections.outcome like 'typically%' then 'evidence'
            else 'partnerships'
        end as register,
        map {
            'outcome': dated_inspections.outcome,
            'day': strftime(dated_inspections.published_on, '%-d %B %Y')
        } as facts
    from dated_inspections
    inner join recent_dates on dated_inspections.as_at = recent_dates.as_at
    cross join framed
    where
        not dated_inspections.is_old
        and (
            dated_inspections.kind = 'ilacs'
            and dated_inspections.outcome in ('requires improvement', 'inadequate')
            or dated_inspections.title = 'Area SEND inspection'
            and dated_inspections.outcome is not null
        )
),

of_outcomes as (
    select
        findings.framework,
        findings.as_at,
        findings.area_code,
        case
            when findings.indicator = 'ehc_plans_in_20_weeks' then 'enquiry_plans'
            when findings.indicator = 'send_appeals' then 'enquiry_appeals'
            when findings.place = 'worse' then 'enquiry_worse'
            else 'enquiry_losing'
        end as sentence,
        if(findings.place = 'worse', 0.2, 0.3) as rank,
        findings.strength,
        findings.indicator,
        case
            when findings.indicator = 'ehc_plans_in_20_weeks' then 'agreements'
            when findings.indicator = 'send_appeals' then 'problems'
            when findings.place = 'worse' then 'memberships'
            else 'actions'
        end as register,
        map {
            'title': findings.title,
            'figure': figure_text(findings.value, findings.kind, findings.decimals)
            || if(findings.kind = 'rate', ' ' || findings.unit, ''),
            'beside': figure_text(findings.beside_value, findings.kind, findings.decimals),
            'points': cast(findings.points as text),
            'period': findings.period_text
        } as facts
    from findings
    inner join framed on findings.framework = framed.framework
    where
        findings.theme is null
        and (
            findings.place = 'worse' and findings.is_apart
            -- Who is ahead of the neighbours and comes closer to the country is asked nothing.
            or findings.relative = 'worsening'
            and findings.place is distinct from 'better'
            and findings.indicator not in ('ehc_plans_in_20_weeks', 'send_appeals')
        )
),

of_strengths as (
    select
        findings.framework,
        findings.as_at,
        findings.area_code,
        'enquiry_better' as sentence,
        4 as rank,
        findings.strength,
        findings.indicator,
        'evidence' as register,
        map {
            'title': findings.title,
            'figure': figure_text(findings.value, findings.kind, findings.decimals)
            || if(findings.kind = 'rate', ' ' || findings.unit, ''),
            'beside': figure_text(findings.beside_value, findings.kind, findings.decimals),
            'period': findings.period_text
        } as facts
    from findings
    inner join framed on findings.framework = framed.framework
    where findings.theme is null and findings.place = 'better' and findings.is_apart
    qualify row_number() over (
        partition by findings.framework, findings.as_at, findings.area_code
        order by findings.strength desc, findings.indicator asc
    ) = 1
),

of_structure as (
    select
        framework,
        as_at,
        area_code,
        theme,
        case evidence
            when 'maintained_schools_in_deficit' then 'enquiry_deficit'
            when 'schools_in_a_multi_academy_trust' then 'enquiry_status'
            when 'schools_in_a_federation' then 'enquiry_groups'
            when 'dsg_central_block_share' then 'enquiry_money'
        end as sentence,
        case evidence
            when 'maintained_schools_in_deficit' then 0.5
            when 'schools_in_a_multi_academy_trust' then 0.6
            when 'dsg_central_block_share' then 0.7
            else 0.8
        end as rank,
        indicator,
        case evidence
            when 'schools_in_a_multi_academy_trust' then 'status_changes'
            when 'schools_in_a_federation' then 'memberships'
            when 'dsg_central_block_share' then 'funding'
            else 'concern_agreements'
        end as register,
        map {
            'title': title,
            'figure': figure,
            'number': cast(cast(round(numerator) as bigint) as text),
            'money': pounds(numerator),
            'of': cast(cast(round(denominator) as bigint) as text),
            'period': period_text
        } as facts
    from pieces
    where
        evidence in (
            'maintained_schools_in_deficit', 'dsg_central_block_share',
            'schools_in_a_multi_academy_trust', 'schools_in_a_federation'
        )
        and numerator > 0
),

of_silence as (
    select
        summaries.framework,
        summaries.as_at,
        summaries.area_code,
        framework_themes.theme,
        'enquiry_silence' as sentence,
        0.9 as rank,
        'seats' as register,
        map { 'theme': framework_themes.title } as facts
    from published_summaries as summaries
    inner join recent_dates on summaries.as_at = recent_dates.as_at
    inner join framework_themes on summaries.framework = framework_themes.framework
    where
        summaries.touched > 0
        and framework_themes.theme = 'voice'
        and list_contains(summaries.silent, framework_themes.title)
),

gathered as (
    select * from of_reports
    union all by name
    select * from of_outcomes
    union all by name
    select * from of_strengths
    union all by name
    select * from of_structure
    union all by name
    select * from of_silence
),

together as (
    select
        gathered.* exclude (facts),  -- noqa: RF02
        map_concat(
            gathered.facts,
            map_from_entries([('register', replace(gathered.register, '_', ' '))])
        ) as facts
    from gathered
)

select
    together.framework,
    together.as_at,
    together.area_code,
    together.sentence,
    'any' as form,
    together.rank,
    together.strength,
    together.theme,
    together.indicator,
    'partnerships team' as asked_of,
    together.register as tie,
    false as is_spare,
    together.facts
from together
inner join recent_dates on together.as_at = recent_dates.as_at
left join held_registers
    on
        together.as_at = held_registers.as_at
        and together.area_code = held_registers.area_code
        and together.register = held_registers.register
where held_registers.register is null
order by together.framework, together.area_code, together.as_at, together.rank, together.sentence
