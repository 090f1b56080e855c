-- title: What has to be decided, in order of day
-- params: framework, as_at, area_code, owner, month
-- note: size says how much of what there is of its kind a decision touches, as in decisions.

with asked as (
    select
        *,
        if(decide_on <= as_at, 'now', strftime(decide_on, '%Y-%m')) as month_code
    from decisions
    where
        framework = $framework
        and as_at = cast($as_at as date)
        and area_code = $area_code
        and ($owner = 'all' or owner_role = $owner)
),

sizes as (
    select
        decision,
        any_value(size order by form) as size
    from decision_templates
    group by decision
)

select
    if(asked.month_code = 'now', 'Now', strftime(asked.decide_on, '%B %Y')) as month,
    asked.decide_on,
    asked.is_past,
    asked.decide_on = asked.as_at as is_now,
    asked.title,
    asked.sentence,
    case
        when asked.share is null then 'size not known'
        when asked.share < 0.01 then 'under 1% ' || sizes.size
        else shown(100 * asked.share, 0) || '% ' || sizes.size
    end as size,
    asked.owner_role,
    asked.source,
    asked.page,
    asked.parameter,
    asked.subject,
    asked.is_chosen
from asked
inner join sizes on asked.decision = sizes.decision
where asked.month_code = $month or $month = 'all'  -- noqa: RF02
order by greatest(asked.decide_on, asked.as_at), asked.place
