-- title: Indicators of people that are held to the rule of small numbers
-- grain: one row for each indicator
-- private: which sources have figures of people; read small_number_rules for the rules
-- note: Not those whose every loaded source is one whose publisher has released its figures. An
--   indicator of a source that small_number_rules does not name is held.

with loaded as (
    select
        outcomes.source,
        bool_or(coalesce(small_number_rules.rule = 'as_released', false)) as is_released
    from outcomes
    left join small_number_rules on outcomes.source = small_number_rules.source
    group by outcomes.source
),

of_people as (
    select
        indicator,
        kind,
        numerator,
        denominator,
        sum_of,
        string_split(replace(source, ' ', ''), ',') as sources,
        counts = 'people' as counts_people,
        counts = 'people' and kind = 'percentage' as is_share
    from indicator_labels
    where counts = 'people' or out_of = 'people' or parts is not null
),

released as (
    select
        of_people.indicator,
        bool_and(loaded.is_released) as is_released
    from of_people
    inner join loaded on list_contains(of_people.sources, loaded.source)
    group by of_people.indicator
)

select
    of_people.indicator,
    of_people.kind,
    of_people.numerator,
    of_people.denominator,
    of_people.sum_of,
    of_people.counts_people,
    of_people.is_share
from of_people
left join released on of_people.indicator = released.indicator
where released.is_released is not true
order by of_people.indicator
