-- title: Groups that an authority can be compared with
-- params: area_code, as_at, members, called
-- note: members holds the 3-digit codes of a reader's own group, joined by hyphens; codes that are
--   no authority of the date are named and left out. A group without anybody is not offered,
--   except the reader's own, whose mistakes must be shown.

with of_reader as (
    select
        coalesce(nullif(trim($called[:60]), ''), 'the group made here') as name,  -- noqa: RF02
        count(standing.area_code) as areas,
        string_agg(standing.name, ', ' order by standing.name) as names,
        string_agg(written.code, ', ' order by written.code) filter (
            where standing.area_code is null
        ) as unknown
    from (
        select distinct trim(unnest(string_split($members, '-'))) as code
        where $members <> ''
    ) as written
    left join dated_areas as standing
        on
            written.code = standing.area_code
            and written.code <> $area_code
            and standing.as_at = cast($as_at as date)
)

select
    code,
    label,
    name,
    areas,
    names,
    about,
    position = 1 as is_default
from (
    select * exclude (as_at, area_code)
    from comparison_groups
    where area_code = $area_code and as_at = cast($as_at as date)
    union all by name
    select
        6 as position,
        'own' as code,
        upper(name[1]) || name[2:] || ' (' || areas || ')' as label,
        name,
        areas,
        names,
        concat_ws(
            '. ', 'A group made by a reader, kept in the address',
            'Left out, no other authority of this date: ' || unknown[:120]
        ) as about
    from of_reader
    where $members <> ''
) as together
order by position
