-- title: The method in plain words
-- params: framework
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
        'Percentages and rates of events carry a 95% interval: how far the figure could lie from '
        || 'what it stands for by chance alone. Money, days, scores and counts of all there are '
        || 'have none. (figures)'
    ),
    (
        'Measured noise',
        'Authorities vary round their own lines by more than chance. How much more is measured, '
        || 'and intervals are widened by it before anything is called better or worse. Outcomes '
        || 'without counts are tested by the noise of all authorities together. (figure_limits)'
    ),
    (
        'Compare',
        'With statistical neighbours, the region, the country, the exemplar group or one’s own '
        || 'group: sum over sum, or the median where the publisher gives no counts. Better and '
        || 'worse are said only where the widened interval leaves the other out, and never of a '
        || 'share of fewer than five. (comparison_tests)'
    ),
    (
        'Choose findings',
        'Papers test some forty figures at once, of which two would differ at 95% by chance alone. '
        || 'So a difference is told as a finding only beyond 99.8% limits, and where it is large '
        || 'enough to be worth telling. Findings are ordered by size, certainty and weight. '
        || '(findings)'
    ),
    (
        'Trends',
        'Only over five yearly points without a gap or a break, and only where noise would not '
        || 'do it: alone, and against the country. (directions)'
    ),
    (
        'Signals, term by term',
        'Of what is recorded each term: from 12 terms in a row, the limits within which terms '
        || 'differ by chance. What lies outside, or eight in a row on one side of average, is '
        || 'worth asking about; nothing else is. No level depends on it. (termly_series)'
    ),
    (
        'Place each figure',
        'Between the framework’s thresholds a figure has a height: level 3 goes from 2.5 to 3.5, '
        || 'and a figure halfway through level 3 is at 3.0. The lowest and the highest level are '
        || 'as wide as the one next to them. Only the newest figure counts, and not where it is '
        || 'older than the framework allows. One that rests on fewer than ten cases (five, where '
        || 'all there are were counted) is shown and not judged. (evidence)'
    ),
    (
        'Say what chance could do',
        'Survey answers are a sample of those asked; events could have fallen out otherwise; '
        || 'a count of all there are has no chance in it. Each label says which. (evidence)'
    ),
    (
        'Give a theme its level',
        'The weighted mean of its figures’ heights, but at most one level above the lowest of '
        || 'them: a weak figure is not cancelled out, and one noisy figure alone does not decide. '
        || 'The level is named where at most one chance in ten lies below it and one in ten above. '
        || 'Otherwise two levels are named, such as 2 or 3; where three remain, or too few figures '
        || 'are judged, the theme is not assessed. (theme_levels)'
    ),
    (
        'Never reward a gap',
        'A figure that is missing could be as low as the lowest level: it widens what is named '
        || 'downwards. No older figure stands in for it. Where there was no case to count, nothing '
        || 'is missing. Leaving a figure out never raises a level. (theme_levels)'
    ),
    (
        'Say what changed',
        'Performance changed where the same indicators are counted on both dates and the levels '
        || 'named have none in common. Otherwise the rules changed, what is known changed, or '
        || 'nothing is certain. (judgement_changes)'
    ),
    (
        'Moves',
        'The smallest changes that could lift the lower end of a theme by one level: first every '
        || 'figure that holds the theme down by the rule of the lowest, then any one other, or all '
        || 'together where no one will do. Only what is still to come can move. (theme_moves)'
    ),
    (
        'Flags',
        'Red: an outcome worse than neighbours beyond noise (than the country, where fewer than '
        || 'five have a figure) or losing ground by test, or a theme named at the lowest level; '
        || 'unless an action answers it, which it does from its start to the day it is due. Green: '
        || 'a theme named at the level the framework asks for and a recent document from which '
        || 'others can learn; or an outcome better or gaining ground, and an action for it of '
        || 'which the register says what was seen. A flag is not a rating. (prospects)'
    )
)

-- A framework of another body names no level here, and no step gives one.
select
    step,
    words
from steps
where
    step not in (
        'Place each figure', 'Say what chance could do', 'Give a theme its level',
        'Never reward a gap', 'Say what changed', 'Moves', 'Flags'
    )
    or (
        select frameworks.names_levels
        from frameworks
        where frameworks.framework = $framework
    )
