-- Shared arithmetic. The only file of the house that divides.
-- In every macro: n is what is counted, d what it is counted out of. Nothing in gives nothing out
-- (null, never zero), and a denominator of zero gives nothing. Intervals are at 95 %.

-- Quotient of any two numbers. Unit: that of n for one of d.
create or replace macro quotient(n, d) as (
    cast(n as double) / nullif(cast(d as double), 0)
);

-- Events for every `per` of the denominator. Unit: as n, per `per` of d.
create or replace macro rate(n, d, per) as (
    quotient(cast(n as double) * per, d)
);

-- Part of a whole, 0 to 100. Unit: per cent. Over 100 is a fault of the data and stays to be seen.
create or replace macro percentage(n, d) as (
    rate(n, d, 100)
);

-- Why a quotient has no value, in the words of the closed list. Null where it has one.
create or replace macro gap_reason(n, d) as (
    case
        when n is null then 'not_collected'
        when d is null then 'not_available'
        when d = 0 then 'not_applicable'
    end
);

-- The 97.5th percentile of the normal distribution: half of 5 % lies beyond it on each side.
create or replace macro z_95() as (
    cast(1.959963984540054 as double)
);

-- The 99.9th percentile of the normal distribution: half of 0.2 % lies beyond it on each side.
create or replace macro z_998() as (
    cast(3.090232306167813 as double)
);

-- Half the width of the root in Wilson's formula. A part of the next two; n as doubles, 0 to d.
create or replace macro wilson_root(n, d) as (
    z_95() * sqrt(z_95() * z_95() + 4 * n * (1 - quotient(n, d)))
);

-- Lower Wilson score limit of a proportion, 0 to 1. Source: Wilson 1927. Newcombe 1998, method 3.
create or replace macro wilson_lower(n, d) as (
    case
        when n = 0 and d > 0 then cast(0 as double)
        when n > 0 and n <= d then
            (
                2 * cast(n as double) + z_95() * z_95()
                - wilson_root(cast(n as double), cast(d as double))
            )
            / (2 * (d + z_95() * z_95()))
    end
);

-- Upper Wilson score limit of a proportion, 0 to 1. Source: Wilson 1927. Newcombe 1998, method 3.
create or replace macro wilson_upper(n, d) as (
    case
        when n = d and d > 0 then cast(1 as double)
        when n >= 0 and n < d then
            (
                2 * cast(n as double) + z_95() * z_95()
                + wilson_root(cast(n as double), cast(d as double))
            )
            / (2 * (d + z_95() * z_95()))
    end
);

-- Lower limit of n1 of d1 less n2 of d2, two proportions of different people, -1 to 1.
-- Source: Newcombe 1998 (Statistics in Medicine 17: 873-890), method 10, from Wilson limits.
create or replace macro newcombe_lower(n1, d1, n2, d2) as (
    quotient(n1, d1) - quotient(n2, d2) - sqrt(
        pow(quotient(n1, d1) - wilson_lower(n1, d1), 2)
        + pow(wilson_upper(n2, d2) - quotient(n2, d2), 2)
    )
);

-- Upper limit of n1 of d1 less n2 of d2, two proportions of different people, -1 to 1.
-- Source: Newcombe 1998 (Statistics in Medicine 17: 873-890), method 10, from Wilson limits.
create or replace macro newcombe_upper(n1, d1, n2, d2) as (
    quotient(n1, d1) - quotient(n2, d2) + sqrt(
        pow(wilson_upper(n1, d1) - quotient(n1, d1), 2)
        + pow(quotient(n2, d2) - wilson_lower(n2, d2), 2)
    )
);

-- Probability of a split at least as uneven as b against c, either way, where both sides are as
-- likely as each other, 0 to 1. Exact, for pairs of answers of the same people, of whom b said yes
-- to the first alone and c to the second alone. Source: McNemar 1947, its exact form.
create or replace macro mcnemar_exact(b, c) as (
    least(
        1,
        2 * list_sum(
            list_transform(
                range(0, cast(least(b, c) as bigint) + 1),
                lambda k: exp(
                    lgamma(b + c + 1) - lgamma(k + 1) - lgamma(b + c - k + 1) - (b + c) * ln(2)
                )
            )
        )
    )
);

-- Lower limit of a count of events, Byar's approximation. Source: Breslow and Day 1987, page 69.
-- Never under zero, where the approximation falls for parts of an event.
create or replace macro byars_lower(n) as (
    case
        when n > 0
            then n * pow(
                greatest(1 - quotient(1, 9 * cast(n as double)) - z_95() / (3 * sqrt(n)), 0), 3
            )
        when n = 0 then cast(0 as double)
    end
);

-- Upper limit of a count of events, Byar's approximation. Source: Breslow and Day 1987, page 69.
create or replace macro byars_upper(n) as (
    case
        when n >= 0
            then (cast(n as double) + 1) * pow(
                1 - quotient(1, 9 * (cast(n as double) + 1))
                + z_95() / (3 * sqrt(cast(n as double) + 1)), 3
            )
    end
);

-- Exact lower limit of 0 to 9 events. Null for others. Source: half the 2.5th percentile of
-- chi-squared on 2n degrees of freedom (Garwood 1936).
create or replace macro poisson_lower(n) as (
    case
        when n between 0 and 9 and n = floor(n) then cast(list_extract([
            0, 0.02531780798428988, 0.24220927854396490, 0.61867212289560129,
            1.08986537362632488, 1.62348639011842054, 2.20189425349085081, 2.81436305151986607,
            3.45383217674850129, 4.11537309737833243
        ], cast(n as integer) + 1) as double)
    end
);

-- Exact upper limit of 0 to 9 events. Null for others. Source: half the 97.5th percentile of
-- chi-squared on 2n + 2 degrees of freedom (Garwood 1936).
create or replace macro poisson_upper(n) as (
    case
        when n between 0 and 9 and n = floor(n) then cast(list_extract([
            3.68887945411393630, 5.57164339093889882, 7.22468766772396082, 8.76727306974232604,
            10.2415886754036983, 11.6683320793226696, 13.0594740225186854, 14.4226753617023794,
            15.7631892201933152, 17.0848034514191703
        ], cast(n as integer) + 1) as double)
    end
);

-- Whether an interval means anything: money, days, points and the rows of a short closed list
-- are not events that could have fallen out otherwise.
create or replace macro has_interval(kind, counts) as (
    kind in ('percentage', 'rate') and counts not in ('pounds', 'days', 'points', 'areas')
);

-- Lower 95 % limit of an indicator's value, in its own unit. Null where none can be given.
-- Percentage: Wilson. Rate: exact Poisson under ten events, Byar from ten.
create or replace macro interval_lower(kind, counts, n, d, per) as (
    case
        when not has_interval(kind, counts) or d <= 0 then null
        when kind = 'percentage' then 100 * wilson_lower(n, d)
        when n < 10 then rate(poisson_lower(n), d, per)
        else rate(byars_lower(n), d, per)
    end
);

-- Upper 95 % limit of an indicator's value, in its own unit. Null where none can be given.
-- Percentage: Wilson. Rate: exact Poisson under ten events, Byar from ten.
create or replace macro interval_upper(kind, counts, n, d, per) as (
    case
        when not has_interval(kind, counts) or d <= 0 then null
        when kind = 'percentage' then 100 * wilson_upper(n, d)
        when n < 10 then rate(poisson_upper(n), d, per)
        else rate(byars_upper(n), d, per)
    end
);

-- Whether a percentage rests on too few cases to be called better or worse than another: of one
-- case, none is outside the interval of 80 %, and comes by chance one time in five.
create or replace macro is_few(kind, d) as (coalesce(kind = 'percentage' and d < 5, false));

-- The least difference of a complete count that counts for anything, in its own unit: what its
-- label calls worth telling, and of a percentage no less than one case is. What is added keeps a
-- difference of exactly that from counting by its last bit.
create or replace macro worth_telling(kind, least_difference, d) as (
    greatest(
        cast(least_difference as double), case when kind = 'percentage' then quotient(100, d) end
    ) + 0.000000001
);

-- How a figure stands to a benchmark: similar where its interval holds the benchmark, ends
-- included, else better or worse by polarity, higher or lower where it has none. Null without a
-- value or an interval.
create or replace macro compared_with(value, lower, upper, benchmark, polarity) as (
    case
        when value is null or lower is null or upper is null or benchmark is null then null
        when benchmark between lower and upper then 'similar'
        when polarity = 'higher_is_better'
            then case when value > benchmark then 'better' else 'worse' end
        when polarity = 'lower_is_better'
            then case when value < benchmark then 'better' else 'worse' end
        when value > benchmark then 'higher'
        else 'lower'
    end
);

-- How far the figure of a group could by chance lie from its value, on one side: by `reach`, that
-- of its interval, as much wider as the figure that is set beside it; of a median, by that of one
-- such figure (own_reach) over so many areas. Source: the variance of a median, Kenny and Keeping
-- 1962, section 13.2.
create or replace macro group_reach(basis, widened, reach, is_median, own_reach, areas) as (
    coalesce(
        case
            when basis = 'complete' then 0
            when is_median then own_reach * sqrt(quotient(pi(), 2 * areas))
            else reach * coalesce(widened, 1)
        end, 0
    )
);

-- As compared_with, where what a figure is set beside could by chance lie lower or higher too: the
-- interval of their difference leaves none out. Source: as newcombe_lower; Donner and Zou 2012.
create or replace macro set_beside(value, lower, upper, beside, below, above, polarity) as (
    compared_with(
        value,
        value - sqrt(pow(value - lower, 2) + pow(above, 2)),
        value + sqrt(pow(upper - value, 2) + pow(below, 2)),
        beside, polarity
    )
);

-- Events that would be just significant where `expected` were expected. A positive z gives the
-- count above, a negative z the count below plus one. Newton's method on Byar's limit set equal to
-- `expected`: u - z / 3 * sqrt(u) - 1 / 9 - expected^(1/3) * u^(2/3) = 0, from above the root.
create or replace macro byars_inverse(expected, z) as (
    list_reduce(  -- noqa: PRS
        range(20),
        lambda u, i: greatest(
            1, u - quotient(
                u - z / 3 * sqrt(u) - 1 / 9.0 - cbrt(expected) * pow(cbrt(u), 2),
                1 - z / (6 * sqrt(u)) - 2 * cbrt(expected) / (3 * cbrt(u))
            )
        ),
        cast(expected + greatest(z, 0) * (sqrt(expected) + z) + 1 as double)
    )
);

-- Lower control limit of a funnel for d people round `benchmark` (in the indicator's own unit),
-- z_95() or z_998(). Percentage: the score limit of Fingertips, never under 0. Rate: the count
-- whose Byar interval just holds the benchmark. Null for other kinds.
create or replace macro funnel_lower(kind, benchmark, d, per, z) as (
    case
        when d > 0 and kind = 'percentage' and benchmark between 0 and 100
            then greatest(benchmark - z * sqrt(quotient(benchmark * (100 - benchmark), d)), 0)
        when d > 0 and kind = 'rate' and benchmark >= 0
            then rate(byars_inverse(rate(benchmark, per, d), -1 * z) - 1, d, per)
    end
);

-- Upper control limit of a funnel for d people round `benchmark` (in the indicator's own unit),
-- z_95() or z_998(). Percentage: the score limit of Fingertips, never over 100. Rate: the count
-- whose Byar interval just holds the benchmark. Null for other kinds.
create or replace macro funnel_upper(kind, benchmark, d, per, z) as (
    case
        when d > 0 and kind = 'percentage' and benchmark between 0 and 100
            then least(benchmark + z * sqrt(quotient(benchmark * (100 - benchmark), d)), 100)
        when d > 0 and kind = 'rate' and benchmark >= 0
            then rate(byars_inverse(rate(benchmark, per, d), z), d, per)
    end
);

-- A value turned so that more of it is better, to rank by. Null where no way is better.
create or replace macro goodness(value, polarity) as (
    case polarity
        when 'higher_is_better' then value
        when 'lower_is_better' then -1 * value
    end
);

-- Band 1 (best) to `bands` of the area that stands at `place` among `areas` with a value. With
-- rank() over (order by goodness(value, polarity) desc) as the place, areas that tie share the
-- better rank and so the better band. No place, or fewer areas than bands, no band. Source:
-- quantiles of Fingertips.
create or replace macro quantile_band(place, areas, bands) as (
    case
        when place between 1 and areas and areas >= bands then 1 + ((place - 1) * bands) // areas
    end
);

-- Whether the tables are made for readers who may see small numbers: a build answers true for the
-- file of that clearance, and so makes it by the same SQL with less left out.
create or replace macro is_cleared() as (
    false
);

-- 1 to 5 people: few enough that who they are could be guessed. Source: Department for Education.
create or replace macro is_small_count(n) as (
    n > 0 and n <= 5
);

-- A group of ten or fewer: any share of it but zero and all would hide 1 to 5 people, and zero
-- and all tell of each of them. Source: Office for National Statistics, group disclosure.
create or replace macro is_small_group(d) as (
    d > 0 and d <= 10
);

-- Whether a share of a small group, being zero or all of it, reveals what each of them said.
create or replace macro tells_of_each(n, d) as (
    is_small_group(d) and (n = 0 or n = d)
);

-- Whether `cells` hidden counts that sum to `total` could each be three numbers or more, even to a
-- reader who takes each for 1 to 5.
create or replace macro is_open(total, cells) as (
    total >= cells + 2 and total not in (5 * cells - 1, 5 * cells)
);

-- Leaders of a survey: one to four answers tell too nearly what each of them said.
create or replace macro is_few_answers(n) as (
    n between 1 and 4 and not is_cleared()
);

-- Leaders of a survey: whether the answers of an item may not be seen.
create or replace macro hides_answers(n, d) as (
    is_few_answers(d) or (tells_of_each(n, d) and not is_cleared())
);

-- Leaders asked: whether a group may not be seen. Under five asked, or one to four who answered.
create or replace macro hides_leaders(answered, asked) as (
    (coalesce(asked between 1 and 4, false) and not is_cleared()) or is_few_answers(answered)
);

-- Staff: one or two posts, or seats: what they cost or how often they come would be that of a
-- person, or of one to the other.
create or replace macro is_few_posts(n) as (
    n between 1 and 2 and not is_cleared()
);

-- Staff: the cost of one post to the nearest £10,000, before it is added to others. From rounded
-- sums the days on which a post came or went would give its cost, the closer the more days.
create or replace macro rounded_cost(pounds) as (
    case when is_cleared() then pounds else round(pounds, -4) end
);

-- A figure of people as it may leave the gate: to the decimals in which it is displayed, so that
-- its last digits do not give the counts behind it.
create or replace macro as_displayed(x, decimals) as (
    case when is_cleared() then x else round(x, cast(decimals as integer)) end
);

-- Chi-squared (1 degree of freedom) of a straight line through points x with counts n out of d.
-- Sums over the points: n, d, n*x, d*x, d*x*x. Source: Armitage 1955; proportions in Fingertips.
create or replace macro trend_chi_squared_of_counts(sum_n, sum_d, sum_nx, sum_dx, sum_dxx) as (
    quotient(
        pow(sum_nx - rate(sum_dx, sum_d, sum_n), 2),
        quotient(sum_n, sum_d) * (1 - quotient(sum_n, sum_d))
        * (sum_dxx - rate(sum_dx, sum_d, sum_dx))
    )
);

-- Chi-squared (1 degree of freedom) of a straight line through points x with values y of weight w,
-- one over the squared standard error. Sums of w, w*x, w*y, w*x*x, w*x*y. Source: Fingertips,
-- trend markers of all but proportions.
create or replace macro trend_chi_squared_of_values(w, wx, wy, wxx, wxy) as (
    quotient(
        pow(cast(w as double) * wxy - cast(wx as double) * wy, 2),
        w * (cast(w as double) * wxx - cast(wx as double) * wx)
    )
);

-- Weight of a value in a trend: one over its squared standard error, told from its 95 % interval.
create or replace macro trend_weight(lower, upper) as (
    quotient(1, pow(quotient(upper - lower, 2 * z_95()), 2))
);

-- Logarithm of the odds of n out of d, in which a proportion's slope is judged. Where nobody or
-- everybody is counted, half a person is put on either side: no logarithm is infinite.
create or replace macro log_odds(n, d) as (
    case
        when n > 0 and n < d then ln(quotient(n, d - n))
        when n = 0 or n = d then ln(quotient(n + 0.5, d - n + 0.5))
    end
);

-- Middle line of an XmR chart: the mean of a list of values in their order. Null under 12 points
-- or with a gap, since limits from fewer mislead.
create or replace macro xmr_centre(list) as (
    case when len(list) >= 12 and len(list) = list_count(list) then list_avg(list) end
);

-- How far the limits of an XmR chart lie from its middle: 2.66 mean moving ranges (3 over 1.128,
-- the mean range of two points in standard deviations). Source: Shewhart; NHS Making Data Count.
create or replace macro xmr_reach(list) as (
    2.66 * list_avg(
        list_transform(range(2, len(list) + 1), lambda i: abs(list[i] - list[i - 1]))
    )
);

-- Lower natural process limit of a local series of at least 12 points, in its own unit.
create or replace macro xmr_lower(list) as (
    xmr_centre(list) - xmr_reach(list)
);

-- Upper natural process limit of a local series of at least 12 points, in its own unit.
create or replace macro xmr_upper(list) as (
    xmr_centre(list) + xmr_reach(list)
);

-- A value rounded half up (away from zero) from its decimal text, `decimals` from 0 to 4, so that
-- 2.675 gives 2.68 although no binary fraction is 2.675. For display, never before a sum.
-- The value is named once: where a macro stands, what it is given is read as often as it is named.
create or replace macro rounded(value, decimals) as (
    cast(
        round(
            try_cast(cast(value as text) as decimal(33, 17))
            * try_cast(pow(10, decimals) as decimal(5, 0))
        ) as double
    ) / pow(10, decimals) + 0.0
);

-- A value as it is written for a reader, rounded half up and with thousands separators. Text.
create or replace macro shown(value, decimals) as (
    format('{:,.{}f}', rounded(value, decimals), decimals)
);

-- Pounds as they are written in a sentence: £950, £61k, £1.4m, £2.3bn. Text.
create or replace macro pounds(amount) as (
    case when amount < 0 then '−' else '' end || '£' || case
        when abs(amount) >= 999950000 then shown(abs(amount) / 1e9, 1) || 'bn'
        when abs(amount) >= 999500 then shown(abs(amount) / 1e6, 1) || 'm'
        when abs(amount) >= 10000 then shown(abs(amount) / 1e3, 0) || 'k'
        else shown(abs(amount), 0)
    end
);

-- How a period is written, from its last day. Text: 2016/17 an academic year, 2016-17 a financial
-- year, 2016 a calendar year, 31 Mar 2026 a date, "years to 2016" several years together.
create or replace macro period_label(period_end, period) as (
    case period
        when 'academic_year' then (year(period_end) - 1) || '/' || strftime(period_end, '%y')
        when 'financial_year' then (year(period_end) - 1) || '-' || strftime(period_end, '%y')
        when 'calendar_year' then strftime(period_end, '%Y')
        when 'pooled_years' then 'years to ' || strftime(period_end, '%Y')
        else strftime(period_end, '%-d %b %Y')
    end
);

-- The level that a figure reaches: the lowest of `levels`, and one more for each of `points` (the
-- values at which the others begin) that it has reached. sense is 1 where high is better, else -1.
create or replace macro level_reached(value, sense, points, levels) as (
    case
        when value is not null
            then levels[1 + len(list_filter(points, lambda p: sense * (value - p) >= 0))]
    end
);

-- Share of the normal distribution below z, 0 to 1, to 2e-7. Source: Abramowitz and Stegun 26.2.17.
create or replace macro normal_share(z) as (
    case when z < 0 then 0 else 1 end - case when z < 0 then -1 else 1 end
    * exp(-1 * z * z / 2) / sqrt(2 * pi())
    * (
        0.319381530 * quotient(1, 1 + 0.2316419 * abs(z))
        - 0.356563782 * pow(quotient(1, 1 + 0.2316419 * abs(z)), 2)
        + 1.781477937 * pow(quotient(1, 1 + 0.2316419 * abs(z)), 3)
        - 1.821255978 * pow(quotient(1, 1 + 0.2316419 * abs(z)), 4)
        + 1.330274429 * pow(quotient(1, 1 + 0.2316419 * abs(z)), 5)
    )
);

-- The z above which `share` of the normal distribution lies, for a share from 0 to a half, to 5e-4.
-- Source: Abramowitz and Stegun 26.2.23.
create or replace macro normal_above(share) as (
    sqrt(-2 * ln(share)) - quotient(
        2.515517 + 0.802853 * sqrt(-2 * ln(share)) - 0.010328 * 2 * ln(share),
        1 + 1.432788 * sqrt(-2 * ln(share)) - 0.189269 * 2 * ln(share)
        + 0.001308 * pow(sqrt(-2 * ln(share)), 3)
    )
);

-- Wilson's score limit of n out of d at a signed z, 0 to 1: below the proportion where z is
-- negative, above it where z is positive. Source: as wilson_lower.
create or replace macro score_limit(n, d, z) as (
    quotient(
        2 * n + z * z + z * sqrt(greatest(z * z + 4 * n * (1 - quotient(n, d)), 0)),
        2 * (d + z * z)
    )
);

-- The proportion whose score limit at a signed z, of so many cases, is this one: the score test
-- turned round, so that score_limit(score_centre(limit_, d, z) * d, d, z) gives limit_ again.
create or replace macro score_centre(limit_, d, z) as (
    limit_ - z * sqrt(quotient(greatest(limit_ * (1 - limit_), 0), d))
);

-- Byar's limit of a count of events at a signed z. Source: as byars_lower.
create or replace macro byars_limit(n, z) as (
    case
        when z >= 0
            then (n + 1) * pow(1 - quotient(1, 9 * (n + 1)) + z / (3 * sqrt(n + 1)), 3)
        when n > 0 then n * pow(greatest(1 - quotient(1, 9 * n) + z / (3 * sqrt(n)), 0), 3)
        else 0
    end
);

-- How many cases a sample is worth where `asked` are all there are to ask, and d of them answered:
-- more than d, since what is left to chance is only who did not. All of them leave no chance: null.
-- Source: Cochran 1977, finite population correction.
create or replace macro cases_of_sample(d, asked) as (
    case
        when asked is null or asked < d then d
        else quotient(d * (asked - 1), asked - d)
    end
);

-- A figure at a signed z of its own chance: at 0 its value, or close to it. `cases` is how many a
-- percentage or rate rests on; without cases chance is nothing.
create or replace macro figure_at(kind, value, lower, upper, cases, per, z) as (
    case
        when cases is null or value is null or z = 0 then value
        when kind = 'percentage' then 100 * score_limit(quotient(value, 100) * cases, cases, z)
        when kind = 'rate'
            then rate(byars_limit(quotient(value * cases, per), z), cases, per)
        when z < 0 then value + z * quotient(value - lower, z_95())
        else value + z * quotient(upper - value, z_95())
    end
);

-- How far up the ladder a value lies: level k reaches from k - 0.5 to k + 0.5, and a value within
-- it lies in proportion. The lowest and the highest level are as wide as the one beside them.
-- points, levels and sense as in level_reached.
create or replace macro ladder_height(value, sense, points, levels) as (
    case
        when value is null then null
        when len(points) = 1 then cast(level_reached(value, sense, points, levels) as double)
        when sense * (value - points[1]) < 0
            then greatest(
                levels[1] - 0.5,
                levels[2] - 0.5 + (levels[2] - levels[1])
                * quotient(value - points[1], points[2] - points[1])
            )
        when sense * (value - points[-1]) >= 0
            then least(
                levels[-1] + 0.5,
                levels[-1] - 0.5 + quotient(value - points[-1], points[-1] - points[-2])
            )
        else
            levels[2] - 0.5 + list_sum(
                list_transform(
                    range(1, len(points)),
                    lambda i: (levels[i + 2] - levels[i + 1]) * least(
                        greatest(quotient(value - points[i], points[i + 1] - points[i]), 0), 1
                    )
                )
            )
    end
);

-- The value that lies at a height of the ladder: the inverse of ladder_height within it.
create or replace macro value_at_height(height, points, levels) as (
    case
        when len(points) = 1 then points[1]
        when height < levels[2] - 0.5
            then points[1] + quotient(
                (height - levels[2] + 0.5) * (points[2] - points[1]), levels[2] - levels[1]
            )
        when height >= levels[-1] - 0.5
            then points[-1] + (height - levels[-1] + 0.5) * (points[-1] - points[-2])
        else
            list_extract(
                list_filter(
                    list_transform(
                        range(1, len(points)),
                        lambda i: case
                            when height >= levels[i + 1] - 0.5 and height < levels[i + 2] - 0.5
                                then points[i] + quotient(
                                    (height - levels[i + 1] + 0.5)
                                    * (points[i + 1] - points[i]),
                                    levels[i + 2] - levels[i + 1]
                                )
                        end
                    ),
                    lambda found: found is not null
                ), 1
            )
    end
);

-- The level in which a height of the ladder lies, from bottom to top.
create or replace macro level_at_height(height, bottom, top) as (
    cast(least(greatest(floor(height + 0.500000001), bottom), top) as integer)
);

-- Share of a distribution below a height, 0 to 1, from its heights at z = -3, -2.5 … 3 in order,
-- and a straight line between them.
create or replace macro share_under(heights, height) as (
    case len(list_filter(heights, lambda h: h < height - 0.000000001))
        when 0 then 0.0
        when len(heights) then 1.0
        else
            normal_share(
                -3.5 + 0.5 * len(list_filter(heights, lambda h: h < height - 0.000000001))
                + 0.5 * quotient(
                    height - list_max(list_filter(heights, lambda h: h < height - 0.000000001)),
                    list_min(list_filter(heights, lambda h: h >= height - 0.000000001))
                    - list_max(list_filter(heights, lambda h: h < height - 0.000000001))
                )
            )
    end
);

-- A level, or a run of two, as a sentence has it: level 3 (well), or level 2 or 3. Text.
create or replace macro run_told(scale, low, high, words) as (
    case
        when low is null then null
        when scale = 'named'
            then
                '“' || words[low] || '”'
                || case when high > low then ' or “' || words[high] || '”' else '' end
        when low = high then 'level ' || low || ' (' || words[low] || ')'
        else 'level ' || levels_named(low, high)
    end
);

-- Several levels as they are named: 3, or 2 or 3, or 1 to 3. Text.
create or replace macro levels_named(low, high) as (
    case
        when low = high then cast(low as text)
        when high = low + 1 then low || ' or ' || high
        else low || ' to ' || high
    end
);

-- The 97.5th percentile of Student's t where degrees of freedom are many: the first four terms of
-- Fisher's expansion (Abramowitz and Stegun 26.7.5). A part of the next.
create or replace macro t_95_of_many(df) as (
    z_95()
    + (pow(z_95(), 3) + z_95()) / (4 * df)
    + (5 * pow(z_95(), 5) + 16 * pow(z_95(), 3) + 3 * z_95()) / (96 * df * df)
    + (3 * pow(z_95(), 7) + 19 * pow(z_95(), 5) + 17 * pow(z_95(), 3) - 15 * z_95())
    / (384 * pow(df, 3))
);

-- The 97.5th percentile of Student's t on df degrees of freedom, from the table up to 30.
create or replace macro t_95(df) as (
    coalesce(cast(list_extract([
        12.7062047361747, 4.30265272974946, 3.18244630528371, 2.77644510519779, 2.57058183563631,
        2.44691185114497, 2.36462425159279, 2.30600413520417, 2.26215716279821, 2.22813885198627,
        2.20098516009164, 2.17881282966723, 2.16036865646279, 2.14478668791780, 2.13144954555978,
        2.11990529922125, 2.10981557783332, 2.10092204024104, 2.09302405440831, 2.08596344726586,
        2.07961384472768, 2.07387306790403, 2.06865761041905, 2.06389856162803, 2.05953855275330,
        2.05552943864287, 2.05183051648029, 2.04840714179525, 2.04522964213270, 2.04227245630124
    ], cast(df as integer)) as double), case when df > 30 then t_95_of_many(cast(df as double)) end)
);

-- A value worked out, kept where its kind can lie: a percentage from 0 to 100, a difference and a
-- score (progress is told round zero) anywhere, all others from 0 up.
create or replace macro kept_within(value, kind) as (
    case
        when value is null or kind in ('difference', 'score') then value
        when kind = 'percentage' then least(greatest(value, 0), 100)
        else greatest(value, 0)
    end
);

-- Pounds written short: £950, £61.2k, £1.4m, £1.2bn. Text.
create or replace macro money_text(value, decimals) as (
    '£' || replace(
        case
            when abs(value) >= 1e4
                then
                    shown(
                        value / case
                            when abs(value) >= 1e9 then 1e9
                            when abs(value) >= 1e6 then 1e6
                            else 1e3
                        end, 1
                    )
                    || case
                        when abs(value) >= 1e9 then 'bn'
                        when abs(value) >= 1e6 then 'm'
                        else 'k'
                    end
            else shown(value, decimals)
        end,
        '-', '−'
    )
);

-- A figure as a reader says it: 61%, £1.2m, 34 days, 6.1 points, 0.21. Text.
create or replace macro figure_text(value, kind, decimals) as (
    case
        when kind = 'amount' then money_text(value, decimals)
        else
            replace(shown(value, decimals), '-', '−')
            || case kind
                when 'percentage' then '%'
                when 'difference' then ' points'
                when 'days' then ' days'
                else ''
            end
    end
);

-- A template whose words in braces are replaced by what `facts` (a map or struct) holds for them;
-- {n:one|many} by the first of the two where the fact n is 1, else by the second.
create or replace macro filled(template, facts) as (
    list_reduce(  -- noqa: PRS
        list_distinct(regexp_extract_all(template, '[{]([^{}]+)[}]', 1)),
        lambda said, place: replace(
            said,
            '{' || place || '}',
            coalesce(
                case
                    when contains(place, ':')
                        then split_part(
                            split_part(place, ':', 2), '|',
                            if(
                                cast(facts as map(varchar, varchar))[split_part(place, ':', 1)]
                                = '1', 1, 2
                            )
                        )
                    else cast(facts as map(varchar, varchar))[place]
                end,
                ''
            )
        ),
        template
    )
);

-- Which wording a number takes: none, one or many.
create or replace macro number_form(n) as (
    case n when 0 then 'none' when 1 then 'one' else 'many' end
);

-- Lower 95 % limit of a coefficient of correlation of n pairs, -1 to 1. Null under ten pairs, where
-- one odd area makes or unmakes it. Source: Fisher 1921, the z-transformation.
create or replace macro correlation_lower(r, n) as (
    case
        when n >= 10 and abs(r) < 1
            then tanh(atanh(r) - quotient(z_95(), sqrt(greatest(n - 3, 1))))
    end
);

-- Upper 95 % limit of a coefficient of correlation of n pairs, -1 to 1. Null under ten pairs.
-- Source: Fisher 1921, the z-transformation.
create or replace macro correlation_upper(r, n) as (
    case
        when n >= 10 and abs(r) < 1
            then tanh(atanh(r) + quotient(z_95(), sqrt(greatest(n - 3, 1))))
    end
);

-- A level as a sentence names it: “word” on a scale of named outcomes, else level 3. Text.
create or replace macro level_said(scale, level, word) as (
    case scale when 'named' then '“' || word || '”' else 'level ' || level end
);

-- A level with its word: “word” on a scale of named outcomes, else level 3 (well). Text.
create or replace macro level_told(scale, level, word) as (
    level_said(scale, level, word) || case scale when 'named' then '' else ' (' || word || ')' end
);

-- How many more there are of what was named, after its name: and 2 other indicators. Text, empty
-- for none.
create or replace macro and_more(n) as (
    case
        when n = 1 then ' and 1 other indicator'
        when n > 1 then ' and ' || n || ' other indicators'
        else ''
    end
);

-- A list of texts as a sentence has them: one, two and three. Text, empty where there is none.
create or replace macro listed(texts) as (
    concat_ws(' and ', nullif(array_to_string(texts[:-2], ', '), ''), texts[-1])
);

-- The first three of a list as a sentence has them, and how many more. Text.
create or replace macro listed_in_part(texts) as (
    listed(
        if(
            len(texts) > 4,
            list_concat(texts[:3], [cast(len(texts) - 3 as varchar) || ' more']),
            texts
        )
    )
);

-- What is counted, worked out of a percentage that is published with what it is counted out of.
create or replace macro percentage_of(value, d) as (value * d / 100);

-- A name of an area without what publishers write differently: "Bristol, City of" and "Bristol",
-- "Bedford Borough" and "Bedford", "&" and "and".
create or replace macro plain_name(name) as (
    regexp_replace(
        regexp_replace(
            replace(lower(name), '&', 'and'),
            '( \(to \d+\))|(,? ?(city|county) of ?)|( borough$)', '', 'g'
        ),
        '[^a-z]', '', 'g'
    )
);

-- What happens in how many themes, in words; null where it happens in none.
create or replace macro in_themes(what, themes) as (
    case when themes > 0 then what || themes || if(themes = 1, ' theme', ' themes') end
);

-- What may be given as the words of a report: not what a collector of reports wrote where it found
-- none, nor a piece that begins inside a sentence.
create or replace macro quotable(words) as (
    case
        when
            regexp_matches(words, '^[A-Z]')
            and not regexp_matches(words, 'not (found|applicable)[^.]{0,20}\.$', 'i')
            then regexp_replace(words, '^Multi-agency strengths ', '')
    end
);

-- A name as it is said inside a sentence: Kent, the Isle of Wight.
create or replace macro spoken_name(name) as (
    regexp_replace(name, '^(City|Isle|Isles|East Riding) of ', 'the \1 of ')
);

-- Whose: Kent’s, the Isles of Scilly’s.
create or replace macro possessive(name) as (
    spoken_name(name) || if(right(name, 1) = 's', '’', '’s')
);

-- A title inside a sentence: a small letter, unless it begins with a name or is one with a number.
create or replace macro inside_sentence(title) as (
    if(
        regexp_matches(title, '^([A-Z][a-z]+ \d|[A-Z]{2}|English|England|Dedicated)'),
        title, lcase(title[1]) || title[2:]
    )
);
