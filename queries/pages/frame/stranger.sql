-- title: What is known of a code that no authority had on the date, and who took its place
-- params: area_code, as_at
-- note: One row for each authority offered instead. No row where the code was never in use.

with

asked as (
    select *
    from areas
    where area_code = $area_code
),

related as (
    select
        successor_code as code,
        'successor' as relation
    from area_changes
    where predecessor_code = $area_code
    union
    select
        predecessor_code as code,
        'predecessor' as relation
    from area_changes
    where successor_code = $area_code
)

select
    case
        when asked.area_type <> 'authority'
            then asked.name || ' is not an authority: its figures are shown with its areas.'
        when asked.valid_to < cast($as_at as date)
            then asked.name || ' was abolished on ' || strftime(asked.valid_to, '%-d %B %Y') || '.'
        when asked.valid_from > cast($as_at as date)
            then
                asked.name || ' began on ' || strftime(asked.valid_from, '%-d %B %Y')
                || ', after the date chosen.'
        else asked.name || ' has no figures at this date.'
    end as sentence,
    case related.relation
        when 'predecessor' then 'Choose what was there before:'
        else 'Choose what took its place:'
    end as offer,
    areas.area_code as code,
    areas.name as label
from asked
left join related
    on
        related.relation = case
            when asked.valid_to < cast($as_at as date) then 'successor' else 'predecessor'
        end
left join areas
    on related.code = areas.area_code
order by areas.name
