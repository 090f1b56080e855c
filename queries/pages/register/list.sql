-- title: Partnerships of an authority
-- params: area_code, as_at, kind, phase, age, agreement, review
-- note: Those it keeps a record of, and those kept elsewhere in which its institutions are members.
--   Trusts, sponsors and what has one member are on record and not counted, as in the indicators.

with here as (
    select distinct partnership_id
    from recorded_memberships
    where period_end = cast($as_at as date) and area_code = $area_code
),

keepers_with_money as (
    select distinct area_code
    from partnership_states
    where funding_lines > 0 and period_end = cast($as_at as date)
)

select
    partnership_states.partnership_id,
    partnerships.name,
    partnership_kinds.title as kind,
    case partnership_states.counts_as
        when 'collaboration' then 'yes'
        when 'ownership' then 'no: one owner'
        else 'no: under two members'
    end as counted,
    partnership_states.members,
    partnership_states.phases_said as phases,
    partnership_states.started_on,
    case
        when partnership_states.is_agreed and partnership_states.agreed_to is null then 'in force'
        when partnership_states.is_agreed
            then 'in force to ' || strftime(partnership_states.agreed_to, '%-d %b %Y')
        when partnership_states.was_agreed
            then 'ended ' || strftime(partnership_states.agreed_to, '%-d %b %Y')
        else 'none recorded'
    end as agreement,
    partnership_states.is_agreed,
    case
        when partnership_states.reviewed_on is null then 'none recorded'
        else strftime(partnership_states.reviewed_on, '%-d %b %Y')
    end as reviewed,
    partnership_states.spent,
    case
        when partnership_states.spent_missing is not null then partnership_states.spent_missing
        when keepers_with_money.area_code is not null then 'none_recorded'
        else 'not_collected'
    end as spent_missing,
    partnership_states.priorities,
    keepers.name as kept_by,
    count(*) filter (where partnership_states.counts_as = 'collaboration') over () as counting,
    counting
    || case counting when 1 then ' partnership' else ' partnerships' end
    || case
        when counting = count(*) over () then ''
        else ', and ' || (count(*) over () - counting) || ' on record but not counted'
    end as heading
from partnership_states
inner join partnerships on partnership_states.partnership_id = partnerships.partnership_id
inner join partnership_kinds on partnership_states.kind = partnership_kinds.kind
inner join areas as keepers on partnership_states.area_code = keepers.area_code
left join keepers_with_money on partnership_states.area_code = keepers_with_money.area_code
left join here on partnership_states.partnership_id = here.partnership_id
where
    partnership_states.period_end = cast($as_at as date)
    and (partnership_states.area_code = $area_code or here.partnership_id is not null)
    and ($kind = 'all' or partnership_states.kind = $kind)
    and ($phase = 'all' or list_contains(partnership_states.phases, $phase))
    and case $age
        when 'under_1'
            then partnership_states.started_on > partnership_states.period_end - interval 1 year
        when 'under_3'
            then
                partnership_states.started_on <= partnership_states.period_end - interval 1 year
                and partnership_states.started_on > partnership_states.period_end - interval 3 year
        when 'over_3'
            then partnership_states.started_on <= partnership_states.period_end - interval 3 year
        else $age = 'all'
    end
    and case $agreement
        when 'in_force' then partnership_states.is_agreed
        when 'ends_soon'
            then
                partnership_states.is_agreed
                and partnership_states.agreed_to <= partnership_states.period_end + interval 1 year
        when 'none' then not partnership_states.is_agreed
        else $agreement = 'all'
    end
    and case $review
        when 'recent'
            then partnership_states.reviewed_on > partnership_states.period_end - interval 1 year
        when 'older'
            then partnership_states.reviewed_on <= partnership_states.period_end - interval 1 year
        when 'never' then partnership_states.reviewed_on is null
        else $review = 'all'
    end
order by partnership_states.area_code <> $area_code, partnerships.name
