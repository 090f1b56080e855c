-- title: Outcomes of the members of each partnership, with those of schools of their phases
-- grain: one row for each partnership, measure and day of counting
-- gate: adds up only institutions that could each be shown, so that no sum or difference of sums
--   reveals another; of each authority none or at least two are hidden, and their total is open
-- note: An institution is hidden with 1 to 5 pupils counted, all but 1 to 5, ten or fewer in all,
--   or where the source hid it; then the next smallest, until what is hidden could be more than
--   one number even to a reader who knows the authority's total. Members are those of the day.
--   beside_… are all institutions of the keeping authority of the members' phases, members too.

with cells as (
    select
        institution_outcomes.institution_id,
        institution_outcomes.measure,
        institution_outcomes.period_end,
        institution_outcomes.numerator,
        institution_outcomes.denominator,
        institutions.area_code,
        institutions.phase,
        coalesce(is_small_count(institution_outcomes.numerator), false)
        or coalesce(
            is_small_count(institution_outcomes.denominator - institution_outcomes.numerator), false
        )
        or coalesce(is_small_group(institution_outcomes.denominator), false)
        or coalesce(institution_outcomes.missing_reason = 'suppressed', false) as is_few,
        is_few and not is_cleared() as is_small
    from institution_outcomes
    inner join institutions on institution_outcomes.institution_id = institutions.institution_id
),

in_line as (
    select
        *,
        row_number() over line as place,
        count(*) filter (where is_small) over area as small,
        coalesce(sum(numerator) over line, 0) as unknown_numerator,
        coalesce(sum(denominator) over line, 0) as unknown_denominator
    from cells
    where is_small or (numerator is not null and denominator is not null)
    window
        area as (partition by area_code, measure, period_end),
        line as (
            partition by area_code, measure, period_end
            order by not is_small, denominator, institution_id
            rows between unbounded preceding and current row
        )
),

-- How many go in each authority: none, or as many as leave their total open. For scores, whose
-- numerator is no count of people, only the group is asked about.
hidden as (
    select
        area_code,
        measure,
        period_end,
        case
            when any_value(small) = 0 then 0
            else
                coalesce(
                    min(place) filter (
                        where
                        place >= greatest(small, 2)
                        and is_open(unknown_numerator, place)
                        and unknown_denominator > 10
                        and (
                            unknown_numerator > unknown_denominator
                            or is_open(unknown_denominator - unknown_numerator, place)
                        )
                    ),
                    count(*)
                )
        end as cells_go
    from in_line
    group by area_code, measure, period_end
),

shown as (
    select in_line.*
    from in_line
    inner join hidden
        on
            in_line.area_code = hidden.area_code
            and in_line.measure = hidden.measure
            and in_line.period_end = hidden.period_end
            and in_line.place > hidden.cells_go
),

of_phases as (
    select
        area_code,
        phase,
        measure,
        period_end,
        sum(numerator) as numerator,
        sum(denominator) as denominator,
        count(*) as institutions
    from shown
    group by area_code, phase, measure, period_end
),

of_members as (
    select
        recorded_memberships.partnership_id,
        recorded_memberships.period_end,
        shown.measure,
        sum(shown.numerator) as numerator,
        sum(shown.denominator) as denominator,
        count(*) as institutions,
        list(distinct shown.phase order by shown.phase) as phases
    from recorded_memberships
    inner join shown
        on
            recorded_memberships.institution_id = shown.institution_id
            and recorded_memberships.period_end = shown.period_end
    group by recorded_memberships.partnership_id, recorded_memberships.period_end, shown.measure
)

select
    of_members.partnership_id,
    of_members.measure,
    of_members.period_end,
    of_members.numerator,
    of_members.denominator,
    of_members.institutions,
    sum(of_phases.numerator) as beside_numerator,
    sum(of_phases.denominator) as beside_denominator,
    sum(of_phases.institutions) as beside_institutions
from of_members
inner join partnerships on of_members.partnership_id = partnerships.partnership_id
left join of_phases
    on
        partnerships.area_code = of_phases.area_code
        and of_members.measure = of_phases.measure
        and of_members.period_end = of_phases.period_end
        and list_contains(of_members.phases, of_phases.phase)
group by all
order by of_members.partnership_id, of_members.measure, of_members.period_end
