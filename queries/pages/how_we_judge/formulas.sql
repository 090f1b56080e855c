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
        'the benchmark lies outside the 95% interval of the figure, which rests on five or more',
        'Fingertips, Office for Health Improvement and Disparities'
    ),
    (
        'Direction', 'χ² of a straight line through five points > 9.549536, and the same sign '
        || 'with any one left out', 'Fingertips, trend markers'
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
        'Level of an indicator', 'the highest whose threshold the figure reaches; a range where '
        || 'its interval reaches others', 'thresholds below'
    ),
    (
        'Level of a theme', 'min(half-up(Σ weight × level ÷ Σ weight), weakest + allowance)',
        'rule of 2009 that weakness is not cancelled out; allowance below'
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
