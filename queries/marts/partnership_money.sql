-- title: Money for partnership and pupils on roll
-- grain: one row for each authority and day of counting
-- private: pupils on the roll of an authority, few in a small one
-- note: In £ of the financial year that ended within the year before the day, outturn else budget.
--   What is delegated belongs to schools by right. A sum in
--   which one line has neither is not known, nor is a roll of which one institution does not tell.

with year_lines as (
    select
        area_snapshots.area_code,
        area_snapshots.period_end,
        funding.route,
        funding.spent,
        funding.spent_missing
    from area_snapshots
    inner join funding
        on
            area_snapshots.area_code = funding.area_code
            and area_snapshots.period_end >= funding.period_end
            and funding.period_end > area_snapshots.period_end - interval 1 year
    where funding.route in ('devolved', 'retained')
),

pupils as (
    select
        open_institutions.area_code,
        open_institutions.period_end,
        case
            when count(institution_pupils.pupils) = count(*) then sum(institution_pupils.pupils)
        end as pupils
    from open_institutions
    inner join institution_pupils
        on open_institutions.institution_id = institution_pupils.institution_id
    where open_institutions.phase <> 'college'
    group by open_institutions.area_code, open_institutions.period_end
),

summed as (
    select
        area_code,
        period_end,
        count(spent) = count(*) as is_known,
        coalesce(sum(spent order by spent) filter (where route = 'devolved'), 0) as devolved,
        sum(spent order by spent) as devolved_or_retained,
        max(spent_missing) as spent_missing
    from year_lines
    group by area_code, period_end
)

select
    area_snapshots.area_code,
    area_snapshots.period_end,
    case when summed.is_known then summed.devolved end as devolved,
    case when summed.is_known then summed.devolved_or_retained end as devolved_or_retained,
    summed.spent_missing,
    pupils.pupils
from area_snapshots
left join summed
    on
        area_snapshots.area_code = summed.area_code
        and area_snapshots.period_end = summed.period_end
left join pupils
    on
        area_snapshots.area_code = pupils.area_code
        and area_snapshots.period_end = pupils.period_end
