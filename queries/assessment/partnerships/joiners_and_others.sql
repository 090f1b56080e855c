-- title: Schools that joined a kind of partnership, and schools that did not
-- grain: one row for each kind of partnership, measure, school and year before joining
-- private: results of single schools, few pupils in a small one
-- matched: prior, poverty
-- note: Joined: in the kind for the first time, and still in it two school years after the year
--   before joining. The others were never in the kind by then. A stratum is a phase and a year, so
--   that like are compared over the same two years; prior is the outcome of the year before and
--   poverty the share of pupils eligible for free school meals, as the register has it today.
--   Schools of one authority share its fortunes (block).

with shares as (
    select
        institution_id,
        area_code,
        phase,
        quotient(pupils_eligible_fsm, pupils) as share
    from institution_pupils
),

measured as (
    select
        institution_outcomes.measure,
        institution_outcomes.institution_id,
        institution_outcomes.period_end,
        shares.area_code,
        shares.phase,
        shares.share as poverty,
        rate(
            institution_outcomes.numerator, institution_outcomes.denominator,
            cast(indicator_labels.per as double)
        ) as value
    from institution_outcomes
    inner join shares on institution_outcomes.institution_id = shares.institution_id
    inner join indicator_labels on institution_outcomes.measure = indicator_labels.indicator
    where value is not null and shares.share is not null
),

spans as (
    select
        earlier.measure,
        earlier.institution_id,
        earlier.area_code,
        earlier.phase,
        earlier.period_end as before_end,
        later.period_end as after_end,
        earlier.value as before,
        later.value as after,
        earlier.poverty
    from measured as earlier
    inner join measured as later
        on
            earlier.measure = later.measure
            and earlier.institution_id = later.institution_id
            and cast(earlier.period_end + to_years(2) as date) = later.period_end
),

terms as (
    select
        partnerships.kind,
        memberships.institution_id,
        memberships.partnership_id,
        coalesce(memberships.joined_on, partnerships.started_on) as joined_on,
        coalesce(memberships.left_on, partnerships.ended_on) as left_on
    from memberships
    inner join partnerships on memberships.partnership_id = partnerships.partnership_id
    where memberships.institution_id is not null
),

first_terms as (
    select
        kind,
        institution_id,
        partnership_id,
        joined_on,
        left_on
    from terms
    qualify row_number() over (
        partition by kind, institution_id
        order by joined_on, partnership_id
    ) = 1
),

joined as (
    select
        first_terms.kind,
        first_terms.partnership_id,
        spans.*
    from first_terms
    inner join spans
        on
            first_terms.institution_id = spans.institution_id
            and first_terms.joined_on > spans.before_end
            and first_terms.joined_on <= cast(spans.before_end + to_years(1) as date)
            and (first_terms.left_on is null or first_terms.left_on >= spans.after_end)
),

wanted as (
    select distinct
        kind,
        measure,
        phase,
        before_end
    from joined
),

others as (
    select
        wanted.kind,
        cast(null as text) as partnership_id,
        spans.*
    from wanted
    inner join spans
        on
            wanted.measure = spans.measure
            and wanted.phase = spans.phase
            and wanted.before_end = spans.before_end
    left join first_terms
        on
            wanted.kind = first_terms.kind
            and spans.institution_id = first_terms.institution_id
            and spans.after_end >= first_terms.joined_on
    where first_terms.institution_id is null
),

together as (
    select
        *,
        true as is_treated
    from joined
    union all
    select
        *,
        false as is_treated
    from others
)

select
    kind,
    measure,
    kind || ' ' || measure as comparison,
    phase || ' ' || cast(before_end as varchar) as stratum,
    institution_id as unit,
    partnership_id as cluster,
    area_code as block,
    is_treated,
    before,
    after,
    before as prior,
    poverty
from together
order by comparison, stratum, unit
