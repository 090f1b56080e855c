-- title: The last report of inspectors on each authority at each assessment date
-- grain: one row for each assessment date, authority and kind of inspection
-- note: kind is area_send, ilacs, jtai or caa_2009 (what the press named on 9 December 2009),
--   whatever framework it was under. On the last date that can be chosen, reports of after that day
--   are here too. is_old where the report was over three years old on the date; before lists the
--   outcomes of the reports before it of the same kind with their days, the latest first.
--   said_short is the outcome in the inspectors' own words with what was judged.

with reports as (
    select
        area_code,
        case
            when kind like 'area\_send\_%' escape '\' then 'area_send'
            when kind like 'ilacs%' then 'ilacs'
            else kind
        end as kind,
        kind = 'area_send_2016' as is_own_wording,
        title,
        inspectors,
        subject,
        outcome,
        overall,
        words,
        words_about,
        published_on,
        stale_on,
        link
    from inspection_outcomes
    where published_on is not null
    union all
    select
        area_code,
        'caa_2009' as kind,
        false as is_own_wording,
        case kind when 'rating' then 'Rating of 2009' else 'Flag of 2009' end as title,
        case kind when 'rating' then 'Ofsted' else 'The six inspectorates' end as inspectors,
        case kind when 'rating' then 'children’s services' else 'area assessment' end as subject,
        words as outcome,
        null as overall,
        null as words,
        null as words_about,
        published_on,
        cast(published_on + interval 3 year as date) as stale_on,
        link
    from named_2009
),

last_date as (
    select max(as_at) as as_at
    from assessment_dates
),

dated as (
    select
        assessment_dates.as_at,
        reports.*,
        greatest(assessment_dates.as_at, reports.published_on) as seen_on
    from assessment_dates
    cross join last_date
    inner join reports
        on
            assessment_dates.as_at >= reports.published_on
            or assessment_dates.as_at = last_date.as_at
),

placed as (
    select
        *,
        row_number() over back as place,
        string_agg(
            case
                when is_own_wording then outcome || ', ' || strftime(published_on, '%b %Y')
                else '“' || outcome || '”, ' || strftime(published_on, '%b %Y')
            end, '; '
        ) over (back rows between 1 following and unbounded following) as outcomes_before
    from dated
    window
        back as (
            partition by as_at, area_code, kind
            order by published_on desc, is_own_wording asc, title asc
        )
)

select
    as_at,
    area_code,
    kind,
    title,
    inspectors,
    subject,
    outcome,
    overall,
    words,
    words_about,
    published_on,
    stale_on < seen_on as is_old,
    case
        when outcome is null then null
        when is_own_wording then subject || ': ' || outcome
        else subject || ': “' || outcome || '”'
    end as said_short,
    case when kind <> 'caa_2009' then outcomes_before end as before,
    link
from placed
-- Of 2009 both facts count: a flag is not a rating.
where place = 1 or kind = 'caa_2009'
order by as_at, area_code, kind, title
