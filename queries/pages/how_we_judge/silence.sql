-- title: What the judgement does not tell

with silence (what, why) as (
    values
    (
        'That capacity improves outcomes',
        'The National Audit Office (Partnering for school improvement, 2009) did not '
        || 'demonstrate a link between how partnerships are managed and school improvement. The '
        || 'two are read side by side.'
    ),
    (
        'That one authority is better than another',
        'Ranks are given as ranges, and most ranges overlap. Better placed schools partner less.'
    ),
    (
        'What an inspector would say',
        'Thresholds and weights are this product’s own where their basis says so. No national '
        || 'indicator measures partnership with schools.'
    ),
    (
        'What is not counted',
        'Trust, candour and the quality of a partnership are in no register. Surveys hear those '
        || 'who answer.'
    ),
    (
        'Whether a single figure is right',
        'Registers are as good as their keeping. The page Data and quality says what failed.'
    ),
    (
        'Anything of a person or a child',
        'Figures of areas hold for areas. Counts of 1 to 5 people are hidden, and enough others '
        || 'that none can be worked out.'
    )
)

select
    what,
    why
from silence
