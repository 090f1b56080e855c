-- title: What the figures say of each authority, in sentences
-- grain: one row for each framework, date, authority and sentence
-- note: Each sentence is a template of text/sentences.csv, filled in with `facts` of
--   sentence_facts and other_facts. No sentence says why, nor more than its interval allows.
--   position orders the sentences of a part: of what goes well and what worries the first of
--   outcomes, the first of capacity, and so on in turn. page is the address of the page that shows
--   the figures behind it.

with together as (
    select * from sentence_facts
    union all
    select * from other_facts
    union all by name
    select * from enquiries
),

-- Where a part would be empty it says so, or that too little is known to say.
worded as (
    select
        together.*,
        sentence_templates.part,
        sentence_templates.template,
        sentence_templates.page
    from together
    inner join sentence_templates
        on
            together.sentence = sentence_templates.sentence
            and together.form = sentence_templates.form
    qualify
        not together.is_spare
        or bool_and(together.is_spare) over (
            partition by
                together.framework, together.as_at, together.area_code, sentence_templates.part
        )
),

-- After three of a kind, or a second of one figure, the others of its part come first.
turned as (
    select
        *,
        row_number() over (
            partition by framework, as_at, area_code, sentence
            order by rank asc, strength desc nulls last, tie asc
        ) as turn,
        case
            when indicator is not null
                then row_number() over (
                    partition by framework, as_at, area_code, part, indicator
                    order by rank asc, strength desc nulls last, tie asc
                )
            else 1
        end as again
    from worded
),

-- Capacity and outcomes have lists of their own within what goes well and what worries.
listed_apart as (
    select
        *,
        if(
            indicator is not null and theme is null and part in ('well', 'worry', 'changed'),
            'outcomes', 'capacity'
        ) as subject,
        row_number() over (
            partition by
                framework, as_at, area_code, part, if(part in ('well', 'worry'), subject, '')
            order by
                again > 1 asc, turn > 3 asc, rank asc, strength desc nulls last, tie asc,
                sentence asc
        ) as place
    from turned
)

select
    framework,
    as_at,
    area_code,
    part,
    row_number() over (
        partition by framework, as_at, area_code, part
        order by place asc, subject desc
    ) as position,
    sentence,
    form,
    subject,
    filled(template, facts) as said,
    theme,
    indicator,
    asked_of,
    page,
    facts
from listed_apart
order by framework, area_code, as_at, part, position
