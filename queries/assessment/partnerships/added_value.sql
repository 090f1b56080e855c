-- title: What happened in schools that joined, against similar schools that did not
-- grain: one row for each kind of partnership and measure of single schools
-- gate: gives means and intervals over at least 20 schools, and nothing of one
-- note: Each school that joined is paired with one of its phase that did not, alike in the outcome
--   of the year before and in the share of pupils eligible for free school meals (how is said in
--   kit/store/matching.py). effect is how much more the outcome of those that joined changed in two
--   school years; its interval allows for schools of one authority sharing its fortunes. chance is
--   how often a placebo gives as large an effect (those that joined and their matches swapped, or
--   not, by authority), placebo how often one seems to differ. is_beyond_placebo: as large an
--   effect would come by placebo in fewer than 1 in 20 such tables of comparisons.
--   Standardised differences tell how alike the groups were, before and after matching: over 0.1
--   they are not. All are rounded to two decimals. Under 20 pairs, or under 10 partnerships, it
--   is too few to say. None of it shows cause: schools choose to join, and better placed ones
--   partner less.

-- Source: 0.1 as the mark of imbalance, Austin 2009, Statistics in Medicine 28; that intervals are
-- too narrow where clusters are few, Cameron and Miller 2015, Journal of Human Resources 50.

with rule as (
    select
        20 as enough,
        10 as enough_partnerships
),

comparisons as (
    select distinct
        comparison,
        kind,
        measure
    from joiners_and_others
),

told as (
    select
        comparisons.kind,
        comparisons.measure,
        rule.*,
        results.*,
        results.pairs >= rule.enough and results.clusters >= rule.enough_partnerships as is_enough
    from joiners_and_others_matched as results
    cross join rule
    inner join comparisons on results.comparison = comparisons.comparison
)

select
    kind,
    measure,
    treated as joined,
    pairs as matched,
    clusters as partnerships,
    enough,
    enough_partnerships,
    is_enough,
    case when is_enough then as_displayed(before_treated, 2) end as before_joined,
    case when is_enough then as_displayed(before_untreated, 2) end as before_others,
    case when is_enough then as_displayed(after_treated, 2) end as after_joined,
    case when is_enough then as_displayed(after_untreated, 2) end as after_others,
    case when is_enough then as_displayed(effect, 2) end as effect,
    case when is_enough then as_displayed(lower, 2) end as lower,
    case when is_enough then as_displayed(upper, 2) end as upper,
    case when is_enough then as_displayed(chance, 2) end as chance,
    case when is_enough then as_displayed(placebo, 2) end as placebo,
    case when is_enough then as_displayed(prior_before_matching, 2) end as prior_before_matching,
    case when is_enough then as_displayed(poverty_before_matching, 2) end
        as poverty_before_matching,
    case when is_enough then as_displayed(prior_after_matching, 2) end as prior_after_matching,
    case when is_enough then as_displayed(poverty_after_matching, 2) end as poverty_after_matching,
    case
        when is_enough
            then greatest(abs(prior_after_matching), abs(poverty_after_matching)) <= 0.1
    end as is_balanced,
    coalesce(is_enough and chance * count(*) filter (where is_enough) over () < 0.05, false)
        as is_beyond_placebo
from told
order by kind, measure
