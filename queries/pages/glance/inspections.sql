-- title: What inspectors said of the area, kept apart from the levels
-- params: area_code, as_at
-- note: The last report of each kind, in the inspectors' own words with its day. On the last date
--   that can be chosen, reports of after that day are here too. One over three years old says so.

with last_date as (
    select max(as_at) as as_at
    from assessment_dates
),

reports as (
    select
        inspection_outcomes.*,
        greatest(cast($as_at as date), inspection_outcomes.published_on) as seen_on
    from inspection_outcomes
    cross join last_date
    where
        inspection_outcomes.area_code = $area_code
        and inspection_outcomes.is_latest
        and (
            inspection_outcomes.published_on <= cast($as_at as date)
            or last_date.as_at = cast($as_at as date)
        )
)

select
    kind,
    title as heading,
    case
        when kind = 'area_send_2016' then inspectors || ': ' || outcome
        when outcome is not null then inspectors || ', ' || subject || ': “' || outcome || '”'
        when words is not null
            then
                inspectors || ' wrote: “'
                || case when length(words) > 240 then left(words, 240) || '…' else words end || '”'
        else inspectors || ': the outcome could not be read; see the report'
    end
    || '. Published ' || strftime(published_on, '%-d %B %Y')
    || case when stale_on < seen_on then ', more than three years ago' else '' end
    || '.' as sentence,
    link
from reports
where
    kind <> 'area_send_2016'
    or not exists (
        select newer.kind
        from reports as newer
        where newer.kind = 'area_send_2023'
    )
order by array_position(['area_send_2023', 'area_send_2016', 'ilacs', 'jtai'], kind)
