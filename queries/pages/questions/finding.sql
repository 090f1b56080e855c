-- title: How many gaps in evidence there are, and by when
-- params: area_code, as_at, framework

with owed as (
    select *
    from evidence_gaps
    where
        framework = $framework
        and area_code = $area_code
        and as_at = cast($as_at as date)
),

counted as (
    select
        kind,
        count(*) as faults
    from owed
    group by kind
),

told as (
    select
        string_agg(
            faults || ' ' || kind, ', '
            order by
                list_position(
                    ['contradictory', 'missing', 'stale', 'thin', 'undocumented', 'hidden'], kind
                )
        ) as kinds,
        sum(faults) as faults
    from counted
),

judged as (
    select
        count(*) filter (where assessed) as assessed,
        count(*) as themes
    from theme_levels
    where
        framework = $framework
        and area_code = $area_code
        and as_at = cast($as_at as date)
),

kept as (
    select min(as_at) as since
    from recent_dates
)

select
    case
        when cast($as_at as date) < kept.since
            then
                areas.name || ': gaps in evidence are listed from '
                || strftime(kept.since, '%-d %b %Y') || ' on'
        when told.faults is null then areas.name || ' has no gaps in its evidence'
        when told.faults = 1 then '1 gap in the evidence of ' || areas.name || ': ' || told.kinds
        else told.faults || ' gaps in the evidence of ' || areas.name || ': ' || told.kinds
    end as headline,
    concat_ws(
        ' · ', frameworks.title, 'as at ' || strftime(cast($as_at as date), '%-d %b %Y'),
        judged.assessed || ' of ' || judged.themes || ' themes judged'
    ) as below
from areas
cross join told
cross join judged
cross join kept
inner join frameworks on frameworks.framework = $framework
where areas.area_code = $area_code
