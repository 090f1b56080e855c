-- title: What inspectors said of the area, kept apart from the levels
-- params: area_code, as_at
-- note: The last report of each kind, in the inspectors' own words with its day and the outcomes
--   before it. On the last date that can be chosen, reports of after that day are here too. One
--   over three years old says so. What was named in 2009 is shown for three years.

select
    kind,
    title as heading,
    case
        when said_short is not null
            then
                inspectors || ', ' || said_short
                || coalesce('; overall effectiveness: “' || overall || '”', '')
        when words is not null
            then
                inspectors || ' wrote' || coalesce(' of ' || words_about, '') || ': “'
                || case when length(words) > 240 then left(words, 240) || '…' else words end || '”'
        else inspectors || ': the outcome could not be read; see the report'
    end
    || '. Published ' || strftime(published_on, '%-d %B %Y')
    || case when is_old then ', more than three years ago' else '' end
    || coalesce('. Before: ' || before, '')
    || '.' as sentence,
    link
from dated_inspections
where
    area_code = $area_code
    and as_at = cast($as_at as date)
    and (kind <> 'caa_2009' or not is_old)
order by array_position(['caa_2009', 'area_send', 'ilacs', 'jtai'], kind), title
