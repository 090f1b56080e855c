-- title: How an authority's outcomes stand, in a sentence
-- params: area_code, as_at
-- note: Better, worse, improving and worsening only where tested; what could not be tested is
--  counted too: where that is most of them, only sides of the neighbours' figure can be counted.
--  Outcomes that say nearly the same are counted each.

with counted as (
    select
        count(value) as known,
        count(*) filter (where verdict = 'better') as better,
        count(*) filter (where verdict = 'worse') as worse,
        count(*) filter (where verdict = 'similar') as alike,
        count(*) filter (where value is not null and verdict is null) as untested,
        count(*) filter (where side = 'better') as better_side,
        count(*) filter (where side = 'worse') as worse_side,
        count(*) filter (where direction = 'improving') as improving,
        count(*) filter (where direction = 'worsening') as worsening
    from latest_outcomes
    where area_code = $area_code and as_at = cast($as_at as date)
),

listed as (
    select count(*) as outcomes
    from indicator_labels
    where theme = 'outcomes' and status <> 'retired'
)

select
    case
        when counted.known = 0 then areas.name || ' has no outcome figures up to this date'
        when 2 * counted.untested > counted.known
            then
                areas.name || ' is on the better side of its neighbours on '
                || (counted.better + counted.better_side) || ' and on the worse on '
                || (counted.worse + counted.worse_side) || ' of ' || counted.known
                || ' outcomes, most of them not testable'
        when counted.better + counted.worse = 0
            then
                'No outcome of ' || areas.name || ' can be told apart from its neighbours ('
                || counted.known || ' looked at)'
        else
            areas.name || ' does better than its neighbours on ' || counted.better
            || ' and worse on ' || counted.worse || ' of ' || counted.known || ' outcomes'
    end as headline,
    case
        when counted.known = 0 then 'Nothing is loaded that they could be read from.'
        else
            counted.alike
            || case counted.alike when 1 then ' is similar, ' else ' are similar, ' end
            || counted.untested || ' cannot be tested · '
            || counted.improving || ' improving and ' || counted.worsening
            || ' worsening over five years, where tested'
            || case
                when listed.outcomes > counted.known
                    then ' · ' || (listed.outcomes - counted.known) || ' not known'
                else ''
            end
    end as below
from counted
cross join listed
inner join areas on areas.area_code = $area_code
