-- title: The questions of each framework, and the themes that answer each
-- grain: one row for each question and theme that answers it, or one where none does
-- note: A theme belongs to the question of most of its indicators, or where it has none, to no
--   question (empty). beside names the indicators that belong to the question without a theme.

with tallies as (
    select
        framework,
        theme,
        question,
        count(*) as indicators
    from framework_bearings
    where theme is not null
    group by framework, theme, question
),

answering as (
    select
        framework,
        theme,
        arg_max(question, (indicators, question)) as question
    from tallies
    group by framework, theme
),

beside as (
    select
        framework_bearings.framework,
        framework_bearings.question,
        string_agg(indicator_labels.title, '; ' order by indicator_labels.title) as titles
    from framework_bearings
    inner join indicator_labels on framework_bearings.indicator = indicator_labels.indicator
    where framework_bearings.theme is null
    group by framework_bearings.framework, framework_bearings.question
),

themes as (
    select
        framework_themes.framework,
        framework_themes.theme,
        coalesce(answering.question, '') as question
    from framework_themes
    left join answering
        on
            framework_themes.framework = answering.framework
            and framework_themes.theme = answering.theme
),

asked as (
    select
        framework,
        question,
        position,
        title
    from framework_questions
    union all
    select distinct
        framework,
        question,
        99 as position,
        'Themes with no indicator' as title
    from themes
    where question = ''
)

select
    asked.framework,
    asked.position,
    asked.question,
    asked.title,
    themes.theme,
    case
        when themes.theme is null and beside.titles is null then 'No indicator answers it.'
        when beside.titles is not null then 'Read with it, not counted: ' || beside.titles || '.'
        else ''
    end as beside
from asked
left join themes on asked.framework = themes.framework and asked.question = themes.question
left join beside on asked.framework = beside.framework and asked.question = beside.question
order by asked.framework, asked.position, themes.theme
