-- title: The questions of the framework, and the themes that answer each
-- params: framework
-- note: One row for each theme of a question, or one where it has none. A theme belongs to the
--   question of most of its indicators, or where it has none, to no question (empty). beside names
--   the indicators that bear on the question without a theme.

with tallies as (
    select
        theme,
        question,
        count(*) as indicators
    from framework_bearings
    where framework = $framework and theme is not null
    group by theme, question
),

answering as (
    select
        theme,
        arg_max(question, (indicators, question)) as question
    from tallies
    group by theme
),

beside as (
    select
        framework_bearings.question,
        string_agg(indicator_labels.title, '; ' order by indicator_labels.title) as titles
    from framework_bearings
    inner join indicator_labels on framework_bearings.indicator = indicator_labels.indicator
    where framework_bearings.framework = $framework and framework_bearings.theme is null
    group by framework_bearings.question
),

asked as (
    select
        question,
        position,
        title
    from framework_questions
    where framework = $framework
    union all
    select
        '' as question,
        99 as position,
        'Themes that no indicator bears on' as title
    from framework_themes
    where
        framework = $framework
        and theme not in (select answering.theme from answering)
    group by all
),

themes as (
    select
        framework_themes.theme,
        coalesce(answering.question, '') as question
    from framework_themes
    left join answering on framework_themes.theme = answering.theme
    where framework_themes.framework = $framework
)

select
    asked.question,
    asked.title,
    themes.theme,
    case
        when themes.theme is null and beside.titles is null then 'Nothing bears on it.'
        when beside.titles is not null then 'Read beside it, not judged: ' || beside.titles || '.'
        else ''
    end as beside
from asked
left join themes on asked.question = themes.question
left join beside on asked.question = beside.question
order by asked.position, themes.theme
