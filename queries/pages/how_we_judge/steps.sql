-- title: The method in plain words
-- note: What each step does exactly is in the label and the SQL of the file it names.

with steps (step, words) as (
    values
    (
        'Count',
        'An indicator counts something out of something, on one date or over one year. Nothing '
        || 'over nothing is a gap, and a gap always says why. (queries/indicators)'
    ),
    (
        'Small numbers',
        'Counts of 1 to 5 people are hidden, and enough others that none can be worked out from a '
        || 'total. Everything else, medians too, is made of what may be seen. (small_numbers)'
    ),
    (
        'Uncertainty',
        'Percentages and rates carry a 95% interval: how far the figure could lie from what it '
        || 'stands for by chance alone. Money, days and scores have none, and are not tested. '
        || '(figures)'
    ),
    (
        'Compare',
        'With statistical neighbours, the region, the country, the exemplar group or one’s own '
        || 'group: sum over sum, or the median where the publisher gives no counts. Better and '
        || 'worse are said only where the interval leaves the other out, and never of a share of '
        || 'fewer than five. (comparisons)'
    ),
    (
        'Trends',
        'Only over five yearly points without a gap or a break, and only where chance would not '
        || 'do it. (directions)'
    ),
    (
        'Signals, term by term',
        'Of what is recorded each term: from 12 terms in a row, the limits within which terms '
        || 'differ by chance. What lies outside, or eight in a row on one side of average, is '
        || 'worth asking about; nothing else is. No level depends on it. (termly_series)'
    ),
    (
        'Level of an indicator',
        'Where its figure lies among the framework’s thresholds. Where its interval reaches '
        || 'across one, the level is a range. A figure older than the framework allows does not '
        || 'count. (evidence)'
    ),
    (
        'Level of a theme',
        'The weighted mean of its indicators, limited by the weakest as far as the framework '
        || 'says: strength does not cancel weakness. With too little evidence it is not assessed. '
        || 'Nothing is filled in. (theme_levels)'
    ),
    (
        'Flags',
        'Red where an outcome is worse or worsening by test and no action is under way; green '
        || 'where a theme is exceptional and evidence shows it. A flag is no rating, and most '
        || 'areas have none. (prospects)'
    ),
    (
        'Stability tests',
        '1,000 times, other weights, thresholds, figures and choices of indicators are tried. '
        || 'How often a level stays the same is shown with it. Every build makes the same tests. '
        || '(theme_robustness)'
    )
)

select
    step,
    words
from steps
