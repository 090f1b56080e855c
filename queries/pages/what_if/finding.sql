-- title: What the scenario comes to, in a sentence
-- params: area_code, as_at, changes, risen, fallen, upper_today, upper_then, themes
-- note: The counts are those of what_if/themes, so that its answer is not worked out twice.

select
    case
        when coalesce(nullif($changes, ''), '[]') = '[]'
            then 'Nothing is moved yet: this is ' || name || ' as it is today'
        when cast($risen as integer) + cast($fallen as integer) = 0
            then 'Supposing this, no theme of ' || name || ' would change its level'
        else
            'Supposing this, ' || name || ' would '
            || concat_ws(
                ' and ',
                case
                    when cast($risen as integer) > 0
                        then 'rise in ' || $risen || if($risen = '1', ' theme', ' themes')
                end,
                case
                    when cast($fallen as integer) > 0
                        then 'fall in ' || $fallen || if($fallen = '1', ' theme', ' themes')
                end
            )
    end as headline,
    'as at ' || strftime(cast($as_at as date), '%-d %b %Y')
    || ' · themes in the upper half of the ladder: ' || $upper_then || ' of ' || $themes
    || ', today ' || $upper_today || ' · nothing is saved: the address is the scenario' as below
from areas
where area_code = $area_code
