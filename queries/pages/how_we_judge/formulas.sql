-- title: The formulas, and whose they are
-- note: The arithmetic itself is in queries/macros.sql, the only file that divides.

with formulas (name, formula, source) as (
    values
    (
        'Percentage and rate', 'value = n ÷ d × per',
        'd zero or missing: no value, and the reason'
    ),
    (
        'Interval of a percentage', '(2n + z² ± z√(z² + 4n(1 − n÷d))) ÷ 2(d + z²), z = 1.96',
        'Wilson 1927; Newcombe 1998, method 3'
    ),
    (
        'Interval of a rate, ten events or more',
        'n(1 − 1÷9n − z÷3√n)³ to (n+1)(1 − 1÷9(n+1) + z÷3√(n+1))³, over d',
        'Byar; Breslow and Day 1987'
    ),
    ('Interval of a rate, under ten events', 'exact Poisson, from a table', 'Garwood 1936'),
    (
        'Difference of two percentages', 'd − √((p₁−l₁)² + (u₂−p₂)²) to d + √((u₁−p₁)² + (p₂−l₂)²)',
        'Newcombe 1998, method 10'
    ),
    (
        'Better or worse',
        'the benchmark lies outside value ± √dispersion × half the 95% interval; the figure rests '
        || 'on five cases or more',
        'Spiegelhalter 2005; Fingertips, Office for Health Improvement and Disparities'
    ),
    (
        'Two answers of the same leaders', 'exact binomial test of those who said yes to one alone',
        'McNemar 1947'
    ),
    (
        'Findings', 'better or worse with 3.09 for 1.96: the 99.8% limits',
        'funnel limits, Spiegelhalter 2005'
    ),
    (
        'Direction', 'χ² of a straight line through five points ÷ dispersion > 9.549536, and the '
        || 'same sign with any one left out', 'Fingertips, trend markers'
    ),
    (
        'Limits of chance variation, by term (XmR)', 'mean ± 2.66 × mean of |xᵢ − xᵢ₋₁|, from 12 '
        || 'terms in a row; one more counted moves a term by at most a third of that reach. '
        || 'Signals: outside; eight in a row on one side of mean and median',
        'Shewhart; Wheeler, Understanding Variation, 2000; the median is this product’s own'
    ),
    (
        'Rank as a range', '1 + others wholly above, to all − others wholly below',
        'this product, from the intervals'
    ),
    (
        'Quarter', 'A to D by rank, ties at the better; none where neither high nor low is better',
        'Department for Education bands; Fingertips'
    ),
    (
        'Height of a figure', 'k − 0.5 where level k begins, k + 0.5 where the next begins, a '
        || 'straight line between', 'thresholds below'
    ),
    (
        'Cases of a survey', 'n(N − 1) ÷ (N − n), of n who answered of N asked',
        'Cochran 1977, finite population'
    ),
    (
        'Figure at z', 'Wilson’s or Byar’s limit at z; without cases the value itself',
        'as the intervals'
    ),
    (
        'Height of a theme at z',
        'the lesser of Σ weight × height(s × z) ÷ Σ weight, and 1 + the lowest height (at z where '
        || 'z is above 0); s = √Σ(weight² ÷ n) ÷ Σ(weight ÷ √n)',
        'this product’s own, chosen by simulation'
    ),
    (
        'Levels named', 'from the level of the height at z = −1.28 to that at z = +1.28',
        'one chance in ten on either side'
    ),
    (
        'Where figures are missing',
        'low end: the lesser of (Σ weight × height(z) + 0.5 × weight missing) ÷ all weight, and '
        || '1.5; s = 1',
        'a missing figure is as low as the lowest level'
    ),
    (
        'Confidence', 'the share of z for which the height lies within the levels named',
        'the normal distribution'
    ),
    (
        'Correlation', 'tanh(atanh r ± z÷√(n − 3)), from ten areas', 'Fisher 1921'
    )
)

select
    name,
    formula,
    source
from formulas
