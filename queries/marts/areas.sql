-- title: Authorities, regions and the country
-- grain: one row for each area
-- note: The key is the 3-digit code, which outlives changes of name and of 9-character code. An
--   authority formed by reorganisation starts on that day and its predecessor ends the day before;
--   all others are taken to stand since 1 April 1998, the last day of the reorganisation before.
--   Inner and Outer London are regions within London, and the authorities lie in London.

with wider_names as (
    select
        area_code,
        name,
        area_type,
        part_of
    from stg_reference__area_names
    where is_preferred
),

-- Of a collection that knows no authority of England, England is no area either.
has_authorities as (
    select count(*) > 0 as is_true
    from stg_published__areas
),

listed as (
    select
        area_code,
        name,
        region_name,
        1 as rank
    from stg_lait__area_codes
    union all
    select distinct
        area_code,
        regexp_replace(la_name, ' \(Pre.*\)$', '') as name,
        region_name,
        2 as rank
    from stg_exclusions__rates
    where area_code is not null
    union all
    select
        authorities.area_code,
        authorities.name,
        regions.name as region_name,
        3 as rank
    from stg_published__areas as authorities
    inner join stg_reference__area_names as regions
        on authorities.region_code = regions.area_code and regions.is_preferred
    union all
    select
        wider_names.area_code,
        wider_names.name,
        cast(null as varchar) as region_name,
        4 as rank
    from wider_names
    cross join has_authorities
    where has_authorities.is_true
),

chosen as (
    select
        area_code,
        -- Kingston upon Hull, City of: so lists sort it, and so nobody says it.
        replace(
            regexp_replace(arg_min(name, rank), '^(.*), (City|County) of$', '\1'),
            ' Upon ', ' upon '
        ) as name,
        arg_min(region_name, rank) as region_name
    from listed
    group by area_code
),

begun as (
    select
        successor_code as area_code,
        min(changed_on) as changed_on,
        min(note) as note
    from stg_reference__reorganisations
    group by successor_code
),

ended as (
    select
        predecessor_code as area_code,
        min(changed_on) as changed_on,
        min(note) as note
    from stg_reference__reorganisations
    group by predecessor_code
),

wider as (
    select
        lower(name) as spelling,
        area_code,
        area_type,
        part_of
    from stg_reference__area_names
),

published as (
    select
        chosen.area_code,
        case
            when wider_names.name is not null then wider_names.name
            when ended.changed_on is not null
                then chosen.name || ' (to ' || cast(year(ended.changed_on) as varchar) || ')'
            else chosen.name
        end as name,
        coalesce(wider_names.area_type, 'authority') as area_type,
        case
            when wider_names.area_code is not null then wider_names.part_of
            when wider.part_of = '970' then wider.area_code
            else wider.part_of
        end as region_code,
        coalesce(begun.changed_on, date '1998-04-01') as valid_from,
        cast(ended.changed_on - interval 1 day as date) as valid_to,
        area_codes.gss_code,
        exemplars.area_code is not null as is_exemplar,
        coalesce(begun.note, ended.note) as note
    from chosen
    left join wider_names on chosen.area_code = wider_names.area_code
    left join wider on lower(chosen.region_name) = wider.spelling
    left join begun on chosen.area_code = begun.area_code
    left join ended on chosen.area_code = ended.area_code
    left join area_codes on chosen.area_code = area_codes.area_code and area_codes.is_current
    left join stg_reference__exemplars as exemplars on chosen.area_code = exemplars.area_code
),

demonstration as (
    select
        area_code,
        name,
        area_type,
        region_code,
        valid_from,
        valid_to,
        cast(null as varchar) as gss_code,
        is_exemplar,
        note
    from stg_demonstration__areas
)

select * from published
union all
select * from demonstration
