-- title: What published data says of each theme, and of which nothing is published
-- params: area_code, as_at, framework
-- note: Structure and money are described and not ranked: neither is a level. Rows only where
--   a schools register is loaded. Of an authority that the schools register is older than, it says
--   nothing; one with no such school has a true zero. Trusts are counted on two days where both are
--   loaded.

with loaded as (
    select count(*) > 0 as is_loaded
    from group_snapshots
    where as_at <= cast($as_at as date)
),

profile as (
    select
        areas.area_code,
        published_profiles.academies,
        published_profiles.federated,
        published_profiles.grant_total,
        published_profiles.grant_central
    from areas
    left join published_profiles
        on
            areas.area_code = published_profiles.area_code
            and published_profiles.as_at = cast($as_at as date)
    where areas.area_code = $area_code
),

trusts as (
    select
        min(as_at) as since,
        max(as_at) as last_day,
        arg_min(schools, as_at) as before,
        arg_max(schools, as_at) as after
    from group_snapshots
    where
        area_code = $area_code
        and group_type = 'trust'
        and as_at <= cast($as_at as date)
),

said as (
    select
        'reach' as theme,
        case
            when trusts.last_day is null
                then 'The schools register that is loaded says nothing of this authority.'
            else
                'Structure: schools in a multi-academy trust ' || coalesce(profile.academies, 0)
                || ', in a federation ' || coalesce(profile.federated, 0)
                || ', in a foundation trust ' || trusts.after || ' ('
                || strftime(trusts.last_day, '%B %Y')
                || case
                    when trusts.since < trusts.last_day
                        then '; ' || trusts.before || ' in ' || strftime(trusts.since, '%B %Y')
                    else ''
                end
                || '). It does not say whether they work together.'
        end as sentence
    from profile
    cross join trusts
    union all
    select
        'devolution' as theme,
        case
            when grant_total is null
                then 'The Dedicated Schools Grant that is loaded says nothing of this authority.'
            else
                'Money: Dedicated Schools Grant ' || pounds(grant_total)
                || ', of which central services ' || pounds(grant_central)
                || '. It does not say what partnerships receive.'
        end as sentence
    from profile
),

themes as (
    select
        framework_themes.title,
        framework_themes.position,
        said.sentence
    from framework_themes
    left join said on framework_themes.theme = said.theme
    cross join loaded
    where framework_themes.framework = $framework and loaded.is_loaded
)

select
    title as heading,
    sentence,
    position
from themes
where sentence is not null
union all
select
    'Nothing is published' as heading,
    listed(list(title order by position)) || '. Your registers can answer these.' as sentence,
    1000 as position
from themes
where sentence is null
having count(*) > 0
order by position
