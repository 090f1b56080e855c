-- title: Whether leaders value each kind of support more than they receive it
-- grain: one row for each authority, wave and item whose values and receipts may both be shown
-- gate: says which way the same leaders' two answers differ, of five leaders or more, and nothing
--   of how one of them answered
-- note: Both answers come from the same leaders, so they are tested as pairs: of those who gave
--   both, who said yes to one alone (exact McNemar test, 5 %). verdict: wanted_more (more value it
--   than receive it), received_more, or could_be_chance. expected_by_chance is how many of the
--   items of the wave would seem to differ if none did.

with paired as (
    select
        area_code,
        wave,
        item,
        count(*) as leaders,
        count(*) filter (where valued and not received) as valued_alone,
        count(*) filter (where received and not valued) as received_alone
    from survey_answers
    where valued is not null and received is not null
    group by area_code, wave, item
),

shown as (
    select
        area_code,
        wave,
        item
    from survey_results
    where asked in ('valued', 'received') and value is not null
    group by area_code, wave, item
    having count(*) = 2
)

select
    shown.area_code,
    shown.wave,
    shown.item,
    case
        when mcnemar_exact(paired.valued_alone, paired.received_alone) >= 0.05
            then 'could_be_chance'
        when paired.valued_alone > paired.received_alone then 'wanted_more'
        else 'received_more'
    end as verdict,
    count(*) over (partition by shown.area_code, shown.wave) * 0.05 as expected_by_chance
from shown
inner join paired
    on
        shown.area_code = paired.area_code
        and shown.wave = paired.wave
        and shown.item = paired.item
where paired.leaders >= 5
order by shown.area_code, shown.wave, shown.item
