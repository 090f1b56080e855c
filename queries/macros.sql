-- Shared arithmetic. The only file of the house that divides.
-- In every macro: n is what is counted, d what it is counted out of. Nothing in gives nothing out
-- (null, never nought), and a denominator of nought gives nothing. Intervals are at 95 %.

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

-- Lower Wilson score limit of a proportion, 0 to 1. Source: Wilson 1927. Newcombe 1998, method 3.
create or replace macro wilson_lower(n, d) as (
    case
        when n = 0 and d > 0 then cast(0 as double)
        when n > 0 and n <= d then
            (
                2 * n + z_95() * z_95()
                - z_95() * sqrt(z_95() * z_95() + 4 * n * (1 - quotient(n, d)))
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
                2 * n + z_95() * z_95()
                + z_95() * sqrt(z_95() * z_95() + 4 * n * (1 - quotient(n, d)))
            )
            / (2 * (d + z_95() * z_95()))
    end
);

-- Lower limit of a count of events, Byar's approximation. Source: Breslow and Day 1987, page 69.
create or replace macro byars_lower(n) as (
    case
        when n > 0 then n * pow(1 - 1 / (9.0 * n) - z_95() / (3 * sqrt(n)), 3)
        when n = 0 then cast(0 as double)
    end
);

-- Upper limit of a count of events, Byar's approximation. Source: Breslow and Day 1987, page 69.
create or replace macro byars_upper(n) as (
    case
        when n >= 0
            then (n + 1) * pow(1 - 1 / (9.0 * (n + 1)) + z_95() / (3 * sqrt(n + 1)), 3)
    end
);

-- Exact lower limit of 0 to 9 events. Null for others. Source: half the 2.5th percentile of
-- chi-squared on 2n degrees of freedom (Garwood 1936).
create or replace macro poisson_lower(n) as (
    case
        when n between 0 and 9 and n = floor(n) then cast(list_extract([
            0, 0.0253178079843, 0.242209278544, 0.618672122896, 1.08986537363,
            1.62348639012, 2.20189425349, 2.81436305152, 3.45383217675, 4.11537309738
        ], cast(n as integer) + 1) as double)
    end
);

-- Exact upper limit of 0 to 9 events. Null for others. Source: half the 97.5th percentile of
-- chi-squared on 2n + 2 degrees of freedom (Garwood 1936).
create or replace macro poisson_upper(n) as (
    case
        when n between 0 and 9 and n = floor(n) then cast(list_extract([
            3.68887945411, 5.57164339094, 7.22468766772, 8.76727306974, 10.2415886754,
            11.6683320793, 13.0594740225, 14.4226753617, 15.7631892202, 17.0848034514
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
        when not has_interval(kind, counts) then null
        when kind = 'percentage' then 100 * wilson_lower(n, d)
        when n < 10 then rate(poisson_lower(n), d, per)
        else rate(byars_lower(n), d, per)
    end
);

-- Upper 95 % limit of an indicator's value, in its own unit. Null where none can be given.
-- Percentage: Wilson. Rate: exact Poisson under ten events, Byar from ten.
create or replace macro interval_upper(kind, counts, n, d, per) as (
    case
        when not has_interval(kind, counts) then null
        when kind = 'percentage' then 100 * wilson_upper(n, d)
        when n < 10 then rate(poisson_upper(n), d, per)
        else rate(byars_upper(n), d, per)
    end
);

-- Chi-squared (1 degree of freedom) of a straight line through points x with counts n out of d.
-- Sums over the points: n, d, n*x, d*x, d*x*x. Source: Armitage 1955. For rates the Poisson form.
create or replace macro trend_chi_squared(kind, sum_n, sum_d, sum_nx, sum_dx, sum_dxx) as (
    quotient(
        pow(sum_nx - rate(sum_dx, sum_d, sum_n), 2),
        quotient(sum_n, sum_d)
        * (case when kind = 'percentage' then 1 - quotient(sum_n, sum_d) else 1 end)
        * (sum_dxx - quotient(sum_dx * sum_dx, sum_d))
    )
);

-- A value rounded half up (away from nought) from its decimal text, `decimals` from 0 to 4, so that
-- 2.675 gives 2.68 although no binary fraction is 2.675. For display, never before a sum.
create or replace macro rounded(value, decimals) as (
    case decimals
        when 0 then cast(round(try_cast(cast(value as text) as decimal(38, 10)), 0) as double)
        when 1 then cast(round(try_cast(cast(value as text) as decimal(38, 10)), 1) as double)
        when 2 then cast(round(try_cast(cast(value as text) as decimal(38, 10)), 2) as double)
        when 3 then cast(round(try_cast(cast(value as text) as decimal(38, 10)), 3) as double)
        when 4 then cast(round(try_cast(cast(value as text) as decimal(38, 10)), 4) as double)
    end + 0.0
);

-- A value as it is written for a reader, rounded half up and with thousands separators. Text.
create or replace macro shown(value, decimals) as (
    format('{:,.{}f}', rounded(value, decimals), decimals)
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
