-- title: How an authority's outcomes stand, in a sentence
-- params: area_code, as_at
-- note: Better, worse, improving and worsening only where tested; what could not be tested is
--  counted too: where that is most of them, only sides of the neighbours' figure can be counted.
--  Outcomes that say nearly the same are counted each.

with

last_figures as (
    select *
    from figures
    where area_code = $area_code and period_end <= cast($as_at as date)
    qualify row_number() over (partition by indicator order by period_end desc) = 1
),

placed as (
    select
        last_figures.value,
        compared_with(
            last_figures.value, last_figures.lower, last_figures.upper,
            coalesce(comparisons.value, comparisons.median), indicator_labels.polarity
        ) as verdict,
        case
            when last_figures.lower is null
                then sign(
                    goodness(last_figures.value, indicator_labels.polarity)
                    - goodness(
                        coalesce(comparisons.value, comparisons.median), indicator_labels.polarity
                    )
                )
        end as side,
        directions.direction
    from indicator_labels
    left join last_figures on indicator_labels.indicator = last_figures.indicator
    left join comparisons
        on
            last_figures.indicator = comparisons.indicator
            and last_figures.area_code = comparisons.area_code
            and last_figures.period_end = comparisons.period_end
            and comparisons.comparison = 'neighbours'
    left join directions
        on
            last_figures.indicator = directions.indicator
            and last_figures.area_code = directions.area_code
            and last_figures.period_end = directions.period_end
    where indicator_labels.theme = 'outcomes' and indicator_labels.status <> 'retired'
),

counted as (
    select
        count(*) as outcomes,
        count(value) as known,
        count(*) filter (where verdict = 'better') as better,
        count(*) filter (where verdict = 'worse') as worse,
        count(*) filter (where verdict = 'similar') as alike,
        count(*) filter (where value is not null and verdict is null) as untested,
        count(*) filter (where side = 1) as better_side,
        count(*) filter (where side = -1) as worse_side,
        count(*) filter (where direction = 'improving') as improving,
        count(*) filter (where direction = 'worsening') as worsening
    from placed
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
                when counted.outcomes > counted.known
                    then ' · ' || (counted.outcomes - counted.known) || ' not known'
                else ''
            end
    end as below
from counted
inner join areas on areas.area_code = $area_code
