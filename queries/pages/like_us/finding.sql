-- title: What can be learned from the neighbours, in a sentence
-- params: area_code, as_at, framework

with

own as (
    select
        count(*) as weak,
        count(*) filter (where surely_better > 0) as sure,
        count(*) filter (where better > 0) as better
    from lessons
    where
        framework = $framework
        and as_at = cast($as_at as date)
        and area_code = $area_code
),

model as (
    select
        any_value(model) as model,
        count(*) as neighbours
    from neighbours
    where area_code = $area_code
)

select
    case
        when model.neighbours = 0 then areas.name || ' has no statistical neighbours in the model'
        when own.weak = 0 then areas.name || ' is weak in no indicator that can be compared'
        when own.sure = 0
            then
                'No neighbour improved by more than chance where ' || areas.name || ' is weak, in '
                || own.weak || ' indicator' || case own.weak when 1 then '' else 's' end
        else
            'A neighbour improved by more than chance in ' || own.sure || ' of the ' || own.weak
            || ' indicators in which ' || areas.name || ' is weak'
    end as headline,
    case
        when model.neighbours = 0
            then 'The model gives neighbours to authorities that stood when it was made'
        else
            model.neighbours || ' statistical neighbours, model ' || model.model
            || '; weak is the lowest level, worse than the neighbours by more than chance, or the '
            || 'last quarter of authorities'
    end as below,
    coalesce(model.model, 'none loaded') as model
from areas
cross join own
cross join model
where areas.area_code = $area_code
