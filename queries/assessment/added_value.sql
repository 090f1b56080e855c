-- title: What happened in schools that joined, against similar schools that did not
-- grain: one row for each kind of partnership and measure of single schools
-- gate: gives means and intervals over at least 20 schools, and nothing of one
-- note: Joined: in the kind for the first time, and still in it two school years after the year
--   before joining. Each is matched to the up to three nearest schools of its phase that were never
--   in the kind by then, on the outcome of the year before and on the share of pupils eligible for
--   free school meals, each within a quarter of a standard deviation. effect is how much more the
--   outcome of those that joined changed; its interval allows for a school that serves as a match
--   more than once. Standardised differences tell how alike the groups were, before and after
--   matching: over 0.1 they are not. Under 20 matched schools it is too few to say. The interval
--   does not allow for schools of one place sharing their fortunes. None of it shows cause: schools
--   choose to join, and better placed ones partner less.

-- Source: matching with replacement and its variance, Abadie and Imbens 2006, Econometrica 74(1);
-- caliper and standardised differences, Stuart 2010, Statistical Science 25(1) and
-- Austin 2009, Statistics in Medicine 28. The share eligible is that of the register today.

-- Means and variances are taken in the order of the schools: in any other the last bit of a result
-- could differ from one build to the next.

with rule as (
    select
        20 as enough,
        3 as matches,
        0.25 as caliper
),

shares as (
    select
        institution_id,
        phase,
        quotient(pupils_eligible_fsm, pupils) as share
    from institution_pupils
),

measured as (
    select
        institution_outcomes.measure,
        institution_outcomes.institution_id,
        institution_outcomes.period_end,
        shares.phase,
        shares.share,
        rate(
            institution_outcomes.numerator, institution_outcomes.denominator,
            cast(indicator_labels.per as double)
        ) as value,
        quotient(value - avg(value) over alike, stddev_samp(value) over alike) as prior,
        quotient(shares.share - avg(shares.share) over alike, stddev_samp(shares.share) over alike)
            as poverty
    from institution_outcomes
    inner join shares on institution_outcomes.institution_id = shares.institution_id
    inner join indicator_labels on institution_outcomes.measure = indicator_labels.indicator
    where institution_outcomes.numerator is not null and shares.share is not null
    window
        alike as (
            partition by
                institution_outcomes.measure, institution_outcomes.period_end, shares.phase
            order by institution_outcomes.institution_id
            rows between unbounded preceding and unbounded following
        )
),

spans as (
    select
        earlier.measure,
        earlier.institution_id,
        earlier.phase,
        earlier.period_end as before_end,
        later.period_end as after_end,
        earlier.value as before_value,
        later.value - earlier.value as change,
        earlier.prior,
        earlier.poverty
    from measured as earlier
    inner join measured as later
        on
            earlier.measure = later.measure
            and earlier.institution_id = later.institution_id
            and cast(earlier.period_end + to_years(2) as date) = later.period_end
    where earlier.prior is not null and earlier.poverty is not null
),

terms as (
    select
        partnerships.kind,
        memberships.institution_id,
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
        min(joined_on) as joined_on,
        arg_min(left_on, joined_on) as left_on
    from terms
    group by kind, institution_id
),

joined as (
    select
        first_terms.kind,
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

pairs as (
    select
        joined.kind,
        joined.measure,
        joined.institution_id,
        joined.before_end,
        joined.change,
        joined.before_value,
        joined.prior,
        joined.poverty,
        others.institution_id as other_id,
        others.change as other_change,
        others.before_value as other_before_value,
        others.prior as other_prior,
        others.poverty as other_poverty,
        row_number() over (
            partition by joined.kind, joined.measure, joined.institution_id
            order by
                pow(joined.prior - others.prior, 2) + pow(joined.poverty - others.poverty, 2),
                others.institution_id
        ) as place
    from joined
    cross join rule
    inner join others
        on
            joined.kind = others.kind
            and joined.measure = others.measure
            and joined.phase = others.phase
            and joined.before_end = others.before_end
            and abs(joined.prior - others.prior) <= rule.caliper
            and abs(joined.poverty - others.poverty) <= rule.caliper
),

nearest as (
    select pairs.*
    from pairs
    inner join rule on pairs.place <= rule.matches
),

shared as (
    select
        *,
        quotient(1, count(*) over (partition by kind, measure, institution_id)) as part
    from nearest
),

matched as (
    select
        kind,
        measure,
        institution_id,
        any_value(change) as change,
        any_value(before_value) as before_value,
        any_value(prior) as prior,
        any_value(poverty) as poverty,
        sum(part * other_change order by other_id) as other_change,
        sum(part * other_before_value order by other_id) as other_before_value,
        sum(part * other_prior order by other_id) as other_prior,
        sum(part * other_poverty order by other_id) as other_poverty
    from shared
    group by kind, measure, institution_id
),

used as (
    select
        kind,
        measure,
        other_id,
        before_end,
        any_value(other_change) as change,
        pow(sum(part order by institution_id), 2)
        - sum(part * part order by institution_id) as reuse
    from shared
    group by kind, measure, other_id, before_end
),

reused as (
    select
        kind,
        measure,
        count(distinct other_id) as others_used,
        sum(reuse order by other_id, before_end) as reuse,
        var_samp(change order by other_id, before_end) as variance
    from used
    group by kind, measure
),

summed as (
    select
        kind,
        measure,
        count(*) as matched,
        avg(before_value order by institution_id) as before_joined,
        avg(other_before_value order by institution_id) as before_others,
        avg(change order by institution_id) as change_joined,
        avg(other_change order by institution_id) as change_others,
        avg(change - other_change order by institution_id) as effect,
        var_pop(change - other_change order by institution_id) as variance,
        avg(prior - other_prior order by institution_id) as prior_difference,  -- noqa: LT01
        avg(poverty - other_poverty order by institution_id) as poverty_difference
    from matched
    group by kind, measure
),

all_joined as (
    select
        kind,
        measure,
        count(*) as joined,
        avg(prior order by institution_id) as prior,
        avg(poverty order by institution_id) as poverty,
        var_samp(prior order by institution_id) as prior_variance,
        var_samp(poverty order by institution_id) as poverty_variance
    from joined
    group by kind, measure
),

all_others as (
    select
        kind,
        measure,
        avg(prior order by institution_id, before_end) as prior,
        avg(poverty order by institution_id, before_end) as poverty,
        var_samp(prior order by institution_id, before_end) as prior_variance,
        var_samp(poverty order by institution_id, before_end) as poverty_variance
    from others
    group by kind, measure
),

told as (
    select
        all_joined.kind,
        all_joined.measure,
        all_joined.joined,
        coalesce(summed.matched, 0) as matched,
        coalesce(reused.others_used, 0) as others_used,
        rule.enough,
        summed.matched >= rule.enough as is_enough,
        summed.before_joined,
        summed.before_others,
        summed.change_joined,
        summed.change_others,
        summed.effect,
        t_95(summed.matched - 1) * sqrt(
            quotient(summed.variance, summed.matched)
            + quotient(reused.reuse * reused.variance, summed.matched * summed.matched)
        ) as reach,
        sqrt(0.5 * (all_joined.prior_variance + all_others.prior_variance)) as prior_spread,
        sqrt(0.5 * (all_joined.poverty_variance + all_others.poverty_variance)) as poverty_spread,
        quotient(all_joined.prior - all_others.prior, prior_spread) as prior_before_matching,
        quotient(all_joined.poverty - all_others.poverty, poverty_spread)
            as poverty_before_matching,
        quotient(summed.prior_difference, prior_spread) as prior_after_matching,
        quotient(summed.poverty_difference, poverty_spread) as poverty_after_matching
    from all_joined
    cross join rule
    left join all_others
        on all_joined.kind = all_others.kind and all_joined.measure = all_others.measure
    left join summed on all_joined.kind = summed.kind and all_joined.measure = summed.measure
    left join reused on all_joined.kind = reused.kind and all_joined.measure = reused.measure
)

select
    kind,
    measure,
    joined,
    matched,
    others_used,
    enough,
    coalesce(is_enough, false) as is_enough,
    case when is_enough then before_joined end as before_joined,
    case when is_enough then before_others end as before_others,
    case when is_enough then before_joined + change_joined end as after_joined,
    case when is_enough then before_others + change_others end as after_others,
    case when is_enough then effect end as effect,
    case when is_enough then effect - reach end as lower,
    case when is_enough then effect + reach end as upper,
    case when is_enough then prior_before_matching end as prior_before_matching,
    case when is_enough then poverty_before_matching end as poverty_before_matching,
    case when is_enough then prior_after_matching end as prior_after_matching,
    case when is_enough then poverty_after_matching end as poverty_after_matching,
    case
        when is_enough
            then greatest(abs(prior_after_matching), abs(poverty_after_matching)) <= 0.1
    end as is_balanced
from told
order by kind, measure
