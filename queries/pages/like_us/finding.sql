-- title: What can be learned from the neighbours, in a sentence
-- params: area_code, as_at, framework

with own as (
    select
        count(*) as weak,
        count(*) filter (where surely_better > 0) as sure
    from lessons
    where
        framework = $framework
        and as_at = cast($as_at as date)
        and area_code = $area_code
)

select
    case
        when around.model is null then around.name || ' has no statistical neighbours in the model'
        when own.weak = 0 then around.name || ' is weak in no indicator that can be compared'
        when own.sure = 0
            then
                'No neighbour has improved beyond chance on any of the ' || own.weak
                || ' indicators where ' || around.name || ' is weak'
        else
            'A neighbour has improved beyond chance on ' || own.sure || ' of the ' || own.weak
            || ' indicators where ' || around.name || ' is weak'
    end as headline,
    case
        when around.model is null
            then 'The model gives neighbours only to authorities that existed when it was made'
        else
            len(around.neighbour_codes) || ' statistical neighbours, model ' || around.model
            || '; weak is the lowest level, worse than the neighbours by more than chance, or the '
            || 'last quarter of authorities'
    end as below,
    coalesce(around.model, 'none loaded') as model
from area_relations as around
cross join own
where around.area_code = $area_code
