-- title: Published money of each authority beside all others, with the sentence of its place
-- grain: one row for each measure, financial year and authority, and for the country
-- note: position counts authorities from the top; ties share it. sentence is that of the row's own
--   authority. Money is no sample: there is no interval.

with named as (
    select
        school_money.*,
        period_label(school_money.period_end, 'financial_year') as year,
        area_relations.name,
        area_relations.region_code,
        area_relations.region_name as region,
        area_relations.neighbour_codes
    from school_money
    inner join area_relations on school_money.area_code = area_relations.area_code
    where school_money.area_type in ('authority', 'country')
),

beside as (
    select
        own.measure,
        own.period_end,
        own.area_code,
        median(others.value) as median,
        count(others.value) as areas
    from (
        select
            measure,
            period_end,
            area_code,
            unnest(neighbour_codes) as neighbour_code
        from named
    ) as own
    inner join named as others
        on
            own.measure = others.measure
            and own.period_end = others.period_end
            and own.neighbour_code = others.area_code
    group by own.measure, own.period_end, own.area_code
)

select
    named.measure,
    named.period_end,
    named.area_code,
    named.region_code,
    named.title,
    named.unit,
    named.counted,
    named.decimals,
    named.year,
    named.name,
    named.region,
    named.value,
    named.amount,
    named.missing_reason,
    named.area_type,
    case
        when named.area_type = 'authority' and named.value is not null
            then rank() over (
                partition by named.measure, named.period_end, named.area_type
                order by named.value desc nulls last
            )
    end as position,
    '<b>' || replace(named.name, '<', '') || '</b> '
    || shown(named.value, named.decimals) || '<br>' || pounds(named.amount) as text,
    case
        when named.value is null then named.title || ': not known for this authority'
        else
            named.title || ', ' || named.year || ': ' || case
                when named.unit like '£%'
                    then '£' || shown(named.value, named.decimals) || substr(named.unit, 2)
                else shown(named.value, named.decimals) || named.unit
            end
            || case
                when beside.areas > 0
                    then
                        '; median of ' || beside.areas
                        || case beside.areas when 1 then ' neighbour ' else ' neighbours ' end
                        || case when named.unit like '£%' then '£' else '' end
                        || shown(beside.median, named.decimals)
                        || case when named.unit like '!%%' escape '!' then '%' else '' end
                else ''
            end
    end as sentence
from named
left join beside
    on
        named.measure = beside.measure
        and named.period_end = beside.period_end
        and named.area_code = beside.area_code
order by named.measure, named.period_end, named.name
