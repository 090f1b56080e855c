-- title: Institutions by the kinds of partnership they are in together
-- grain: one row for each authority, day of counting, group of phases and combination of kinds
-- note: The group of phases `all` holds each institution once more. kinds are titles; the
--   combination without any is of those in no partnership.

with each as (
    select
        reached_institutions.area_code,
        reached_institutions.period_end,
        reached_institutions.institution_id,
        reached_institutions.phases,
        list(partnership_kinds.title order by partnership_kinds.title) filter (
            where partnership_kinds.kind is not null
        ) as kinds
    from reached_institutions
    left join partnership_kinds
        on list_contains(reached_institutions.kinds, partnership_kinds.kind)
    group by
        reached_institutions.area_code,
        reached_institutions.period_end,
        reached_institutions.institution_id,
        reached_institutions.phases
),

looked_at as (
    select
        area_code,
        period_end,
        unnest([phases, 'all']) as phases,
        coalesce(kinds, []) as kinds
    from each
)

select
    area_code,
    period_end,
    phases,
    kinds,
    len(kinds) as kinds_count,
    array_to_string(kinds, ' + ') as name,
    count(*) as institutions
from looked_at
group by area_code, period_end, phases, kinds
order by
    area_code asc,
    period_end asc,
    phases asc,
    institutions desc,
    kinds_count asc,
    name asc
