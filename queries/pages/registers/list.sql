-- title: Each register: what figures use it, what it would open, how complete and how old it is
-- params: area_code, as_at, framework
-- note: A register opens the figures of the framework that need it and no other register that is
--   not loaded. It is overdue a year after the day it is complete as at. Rows count on
--   the newest date; rows_year_before counted a year before it.

with held as (
    select
        register_days.register,
        register_days.rows_stored,
        register_days.complete_as_at
    from register_days
),

needs as (
    select
        framework_bearings.indicator,
        framework_bearings.theme,
        register_sizes.register,
        held.register is not null as is_held
    from framework_bearings
    inner join indicator_labels on framework_bearings.indicator = indicator_labels.indicator
    inner join register_sizes
        on
            list_contains(
                regexp_split_to_array(indicator_labels.source, '[,;]\s*'), register_sizes.register
            )
    left join held on register_sizes.register = held.register
    where framework_bearings.framework = $framework
),

figures as (
    select
        indicator,
        theme,
        list(register order by register) as registers,
        list(register order by register) filter (where not is_held) as lacking
    from needs
    group by indicator, theme
),

opened as (
    select
        figures.lacking[1] as register,
        count(*) as figures,
        string_agg(distinct framework_themes.title, ', ' order by framework_themes.title) as themes
    from figures
    inner join framework_themes
        on
            figures.theme = framework_themes.theme
            and framework_themes.framework = $framework
    where len(figures.lacking) = 1
    group by figures.lacking[1]
),

used as (
    select
        register,
        count(distinct indicator) as figures
    from needs
    group by register
),

schools as (
    select count(*) as schools
    from listed_schools
    where
        area_code = $area_code
        and status = 'open'
        and is_whole
),

institutions_held as (
    select count(*) as institutions
    from institutions
    where
        area_code = $area_code
        and closed_on is null
)

select
    register_sizes.register,
    register_sizes.typical_rows,
    register_sizes.one_for,
    register_sizes.position,
    held.register is not null as is_held,
    held.rows_stored,
    case when held.register is not null and held.rows_stored is null then 'hidden' end
        as rows_missing,
    held.complete_as_at,
    register_counts.rows_counted,
    register_counts.rows_year_before,
    coalesce(used.figures, 0) as figures,
    coalesce(opened.figures, 0) as opens,
    coalesce(opened.themes, '') as opens_themes,
    held.complete_as_at is not null
    and held.complete_as_at < cast($as_at as date) - interval 1 year as is_overdue,
    case
        when register_sizes.register = 'institutions' and schools.schools > 0
            then concat(institutions_held.institutions, ' of ', schools.schools, ' schools open')
    end as of_published
from register_sizes
left join held on register_sizes.register = held.register
left join used on register_sizes.register = used.register
left join opened on register_sizes.register = opened.register
left join register_counts on register_sizes.register = register_counts.register
cross join schools
cross join institutions_held
order by register_sizes.position
