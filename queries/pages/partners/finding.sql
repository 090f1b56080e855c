-- title: On what the partners of an authority differ most, in a sentence
-- params: area_code, as_at
-- note: scored_on is empty where nobody scored.

with differences as (
    select *
    from partner_differences
    where area_code = $area_code and as_at = cast($as_at as date)
),

widest as (
    select *
    from differences
    order by difference desc, position asc
    limit 1
),

counted as (
    select
        count(*) as items,
        count(*) filter (where difference > 1) as apart
    from differences
)

select
    widest.scored_on,
    case
        when widest.scored_on is null then 'Partners have not scored their work yet'
        when widest.difference = 0 then 'Partners agree on every item of the checklist'
        else
            concat(
                'Partners differ most on “', widest.title, '”: ', widest.lowest_partner, ' ',
                shown(widest.lowest, 1), ' of 4, ', widest.highest_partner, ' ',
                shown(widest.highest, 1)
            )
    end as headline,
    case
        when widest.scored_on is null then ''
        else
            concat(
                counted.apart, ' of ', counted.items, ' items more than a point apart · scored by ',
                strftime(widest.scored_on, '%-d %B %Y'), ', each partner alone'
            )
    end as below
from counted
left join widest on true
