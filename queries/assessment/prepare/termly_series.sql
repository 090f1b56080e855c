-- title: Local series by term, with the limits of chance variation
-- grain: one row for each indicator, authority, 31 August and term in an unbroken row to the last
-- gate: a school year is left out in which a term has records of one or two seats
-- note: An XmR chart: the average of all terms shown, and limits 2.66 mean moving ranges on either
--   side. A term is a third of a year, to 30 April, 31 August or 31 December; one without a record
--   is a gap. Limits are worked out from 12 terms in a row without a gap or a series break, if
--   each rests on five or more and one more or less of them moves it by no more than a third of
--   the way to a limit (else a single absence would be a signal); else the finding says why not.
--   Signals: a term outside the limits; eight or more in a row on one side of the average, and of
--   the median, since near 100 % most terms lie above average. A limit that no percentage can
--   reach is empty: on that side no single term can stand out. Nothing that counts people is here,
--   because the gate of small numbers does not see it.

-- Source of the signals: Wheeler, Understanding Variation (2000); of the third: Wheeler on chunky
-- data (one step of the measure no more than one standard deviation). The median is ours. NHS
-- England's Making Data Count counts seven in a row, which alarms more often for nothing.

with by_term as (
    select
        'attendance_of_partnership_leaders' as indicator,
        forums.area_code,
        last_day(
            make_date(
                year(attendance.met_on),
                case
                    when month(attendance.met_on) <= 4 then 4
                    when month(attendance.met_on) <= 8 then 8
                    else 12
                end, 1
            )
        ) as term_end,
        count(*) filter (where attendance.attended) as numerator,
        count(attendance.attended) as denominator,
        is_few_posts(count(distinct attendance.seat_id)) as is_few
    from attendance
    inner join seats on attendance.seat_id = seats.seat_id
    inner join forums on seats.forum_id = forums.forum_id
    where seats.sector = 'partnership_leader' and attendance.attended is not null
    group by all
),

-- The figure of the year less two of its terms would be the third.
counted as (
    select
        indicator,
        area_code,
        term_end,
        numerator,
        denominator,
        percentage(numerator, denominator) as value
    from by_term
    qualify
        not bool_or(is_few) over (
            partition by indicator, area_code, year(term_end + interval 4 month)
        )
),

points as (
    select
        counted.*,
        indicator_labels.title,
        indicator_labels.kind,
        indicator_labels.counts,
        indicator_labels.decimals,
        case month(counted.term_end) when 4 then 'Spring ' when 8 then 'Summer ' else 'Autumn ' end
        || year(counted.term_end) as period_text,
        (
            select count(*)
            from series_breaks
            where
                series_breaks.indicator = counted.indicator
                and series_breaks.broken_on <= counted.term_end
        ) as breaks
    from counted
    inner join indicator_labels
        on
            counted.indicator = indicator_labels.indicator
            and indicator_labels.counts <> 'people'
            and indicator_labels.out_of is distinct from 'people'
),

followed as (
    select
        *,
        coalesce(
            last_day(cast(lag(term_end) over terms + interval 4 month as date)) = term_end
            and lag(breaks) over terms = breaks, false
        ) as follows
    from points
    window terms as (partition by indicator, area_code order by term_end)
),

stretched as (
    select
        *,
        count(*) filter (where not follows) over (
            partition by indicator, area_code
            order by term_end
        ) as stretch
    from followed
),

seen as (
    select
        stretched.*,
        area_snapshots.period_end as as_at
    from stretched
    inner join area_snapshots
        on
            stretched.area_code = area_snapshots.area_code
            and stretched.term_end <= area_snapshots.period_end
    qualify
        stretched.stretch = max(stretched.stretch) over (
            partition by stretched.indicator, stretched.area_code, area_snapshots.period_end
        )
),

summed as (
    select
        indicator,
        area_code,
        as_at,
        count(*) as points,
        min(denominator) as fewest,
        median(value) as middle,
        case when kind = 'percentage' then percentage(1, min(denominator)) else 0 end as step,
        list(value order by term_end) as series
    from seen
    group by indicator, area_code, as_at, kind
),

limits as (
    select
        *,
        case when fewest >= 5 and xmr_reach(series) >= 3 * step then xmr_centre(series) end
            as centre,
        case when centre is not null then xmr_lower(series) end as lowest,
        case when centre is not null then xmr_upper(series) end as highest
    from summed
),

limited as (
    select
        seen.*,
        limits.points,
        limits.centre,
        limits.lowest,
        limits.highest,
        -- A billionth is no distance: thirds do not sum to the last digit.
        round(seen.value - limits.highest, 9) > 0 or round(limits.lowest - seen.value, 9) > 0
            as is_outside,
        case
            when
                sign(round(seen.value - limits.centre, 9))
                = sign(round(seen.value - limits.middle, 9))
                then sign(round(seen.value - limits.centre, 9))
            else 0
        end as side
    from seen
    inner join limits
        on
            seen.indicator = limits.indicator
            and seen.area_code = limits.area_code
            and seen.as_at = limits.as_at
),

sided as (
    select
        *,
        row_number() over (partition by indicator, area_code, as_at order by term_end)
        - row_number() over (partition by indicator, area_code, as_at, side order by term_end)
            as run
    from limited
),

marked as (
    select
        *,
        case when side <> 0 then count(*) over runs end as together,
        term_end = max(term_end) over runs as ends_run
    from sided
    window runs as (partition by indicator, area_code, as_at, side, run)
),

told as (
    select
        indicator,
        area_code,
        as_at,
        list(period_text order by term_end) filter (where is_outside) as outside,
        any_value(value > centre) filter (where is_outside) as is_higher,
        list(
            'the ' || together || ' terms to ' || period_text || ' all lie '
            || case side when 1 then 'above' else 'below' end || ' average'
            order by term_end
        ) filter (where together >= 8 and ends_run) as shifts
    from marked
    group by indicator, area_code, as_at
)

select
    marked.indicator,
    marked.area_code,
    marked.as_at,
    marked.term_end,
    marked.period_text,
    marked.numerator,
    marked.denominator,
    as_displayed(marked.value, marked.decimals) as value,
    as_displayed(marked.centre, marked.decimals) as centre,
    case
        when marked.kind = 'difference' or marked.lowest >= 0
            then as_displayed(marked.lowest, marked.decimals)
    end as lower,
    case
        when marked.kind <> 'percentage' or marked.highest <= 100
            then as_displayed(marked.highest, marked.decimals)
    end as upper,
    nullif(
        concat_ws(
            '; ',
            case
                when marked.is_outside and marked.value > marked.centre then 'above the limits'
                when marked.is_outside then 'below the limits'
            end,
            case
                when marked.together >= 8
                    then
                        'one of ' || marked.together || ' in a row '
                        || case marked.side when 1 then 'above' else 'below' end || ' average'
            end
        ), ''
    ) as signal,
    marked.title || ' by term: ' || case
        when marked.points < 12
            then 'limits of chance cannot be worked out (under 12 terms in a row)'
        when marked.centre is null
            then
                'limits of chance cannot be worked out (too few ' || marked.counts
                || ' in a term)'
        when told.outside is null and told.shifts is null
            then 'no term stands out'
        else
            concat_ws(
                '; ',
                case
                    when len(told.outside) = 1
                        then
                            told.outside[1] || ' is '
                            || case when told.is_higher then 'higher' else 'lower' end
                            || ' than chance variation between terms'
                    when len(told.outside) > 1
                        then listed(told.outside) || ' lie outside chance variation between terms'
                end,
                case when told.shifts is not null then listed(told.shifts) end
            )
    end as finding
from marked
inner join told
    on
        marked.indicator = told.indicator
        and marked.area_code = told.area_code
        and marked.as_at = told.as_at
order by marked.indicator, marked.area_code, marked.as_at, marked.term_end
